package dev.cuecard.anthropic;

import dev.cuecard.wire.JsonText;
import dev.cuecard.wire.WireJson;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JsonParser;

/** Makes typed citations for {@link ContentReader}. */
final class CitationReader {

    private CitationReader() {}

    /** Reads the citation that the parser stands on. */
    static Citation read(JsonParser parser, byte[] source) {
        int start = JsonText.start(parser);
        Optional<String> type = Optional.empty();
        Optional<String> citedText = Optional.empty();
        OptionalInt documentIndex = OptionalInt.empty();
        Optional<String> documentTitle = Optional.empty();
        Optional<String> fileId = Optional.empty();
        OptionalInt startChar = OptionalInt.empty();
        OptionalInt endChar = OptionalInt.empty();
        OptionalInt startPage = OptionalInt.empty();
        OptionalInt endPage = OptionalInt.empty();
        OptionalInt startBlock = OptionalInt.empty();
        OptionalInt endBlock = OptionalInt.empty();
        OptionalInt searchResultIndex = OptionalInt.empty();
        Optional<String> from = Optional.empty();
        Optional<String> title = Optional.empty();
        Optional<String> url = Optional.empty();
        Optional<String> encryptedIndex = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "type" -> type = WireJson.optionalText(parser);
                case "cited_text" -> citedText = WireJson.optionalText(parser);
                case "document_index" -> documentIndex = WireJson.smallNumber(parser);
                case "document_title" -> documentTitle = WireJson.optionalText(parser);
                case "file_id" -> fileId = WireJson.optionalText(parser);
                case "start_char_index" -> startChar = WireJson.smallNumber(parser);
                case "end_char_index" -> endChar = WireJson.smallNumber(parser);
                case "start_page_number" -> startPage = WireJson.smallNumber(parser);
                case "end_page_number" -> endPage = WireJson.smallNumber(parser);
                case "start_block_index" -> startBlock = WireJson.smallNumber(parser);
                case "end_block_index" -> endBlock = WireJson.smallNumber(parser);
                case "search_result_index" -> searchResultIndex = WireJson.smallNumber(parser);
                case "source" -> from = WireJson.optionalText(parser);
                case "title" -> title = WireJson.optionalText(parser);
                case "url" -> url = WireJson.optionalText(parser);
                case "encrypted_index" -> encryptedIndex = WireJson.optionalText(parser);
                default -> parser.skipChildren();
            }
        }
        return new Citation(
                type,
                citedText,
                documentIndex,
                documentTitle,
                fileId,
                startChar,
                endChar,
                startPage,
                endPage,
                startBlock,
                endBlock,
                searchResultIndex,
                from,
                title,
                url,
                encryptedIndex,
                JsonText.since(start, parser, source));
    }
}
