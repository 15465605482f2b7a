package dev.cuecard.anthropic;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A place in a source that a text rests on. Which fields there are depends on the type; no component is ever null.
 *
 * @param type the kind of place: {@code char_location}, {@code page_location}, {@code content_block_location},
 *     {@code search_result_location} or {@code web_search_result_location}
 * @param citedText the words that are cited
 * @param documentIndex the document's place among the request's documents, from 0
 * @param documentTitle the document's title
 * @param fileId the document's file
 * @param startCharIndex where the words begin, from 0
 * @param endCharIndex where they end, exclusive
 * @param startPageNumber the page on which they begin, from 1
 * @param endPageNumber the page on which they end, exclusive
 * @param startBlockIndex the block in which they begin, from 0
 * @param endBlockIndex the block in which they end, exclusive
 * @param searchResultIndex the search result's place among the request's results, from 0
 * @param source where the search result comes from
 * @param title the title of the search result or of the page
 * @param url the page's address
 * @param encryptedIndex what the API knows the page by when the citation is sent back
 * @param json the citation as it was sent
 * @see <a href="https://docs.claude.com/en/docs/build-with-claude/citations">Anthropic, Citations</a>
 */
public record Citation(
        Optional<String> type,
        Optional<String> citedText,
        OptionalInt documentIndex,
        Optional<String> documentTitle,
        Optional<String> fileId,
        OptionalInt startCharIndex,
        OptionalInt endCharIndex,
        OptionalInt startPageNumber,
        OptionalInt endPageNumber,
        OptionalInt startBlockIndex,
        OptionalInt endBlockIndex,
        OptionalInt searchResultIndex,
        Optional<String> source,
        Optional<String> title,
        Optional<String> url,
        Optional<String> encryptedIndex,
        String json) {

    /** Makes a citation. */
    public Citation {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(citedText, "citedText");
        Objects.requireNonNull(documentIndex, "documentIndex");
        Objects.requireNonNull(documentTitle, "documentTitle");
        Objects.requireNonNull(fileId, "fileId");
        Objects.requireNonNull(startCharIndex, "startCharIndex");
        Objects.requireNonNull(endCharIndex, "endCharIndex");
        Objects.requireNonNull(startPageNumber, "startPageNumber");
        Objects.requireNonNull(endPageNumber, "endPageNumber");
        Objects.requireNonNull(startBlockIndex, "startBlockIndex");
        Objects.requireNonNull(endBlockIndex, "endBlockIndex");
        Objects.requireNonNull(searchResultIndex, "searchResultIndex");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(encryptedIndex, "encryptedIndex");
        Objects.requireNonNull(json, "json");
    }
}
