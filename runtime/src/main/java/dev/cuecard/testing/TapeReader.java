package dev.cuecard.testing;

import dev.cuecard.error.ConfigurationException;
import dev.cuecard.testing.TapeMoment.Kind;
import dev.cuecard.testing.TapedExchange.TapedAnswer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/** Reads a tape's folder, all but the bodies, and refuses what no recorder wrote. */
final class TapeReader {

    /** The folder of an exchange: its number, and who was asked. */
    private static final Pattern EXCHANGE = Pattern.compile("(\\d{4,9})-.+");

    private static final Pattern BODY = Pattern.compile("body\\.[a-z]{1,10}");
    private static final long LARGEST_FILE = 256L * 1024 * 1024;

    private final Path folder;

    private TapeReader(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a tape.
     *
     * @param tape its folder
     * @return the exchanges in the order in which they were sent; at least one
     * @throws ConfigurationException if there is no tape, or something of it cannot be what was recorded
     */
    static List<TapedExchange> read(Path tape) {
        List<TapedExchange> exchanges = new ArrayList<>();
        for (Path folder : exchanges(tape)) {
            new TapeReader(folder).exchange().ifPresent(exchanges::add);
        }
        if (exchanges.isEmpty()) {
            throw new ConfigurationException("The folder " + tape + " holds no recording. Record one with Tape.record("
                    + "folder, client), or name the folder that holds the numbered ones.");
        }
        return exchanges;
    }

    /** The highest number that an exchange of the folder has, 0 where there is none. */
    static int lastNumber(Path tape) {
        return exchanges(tape).stream().mapToInt(TapeReader::number).max().orElse(0);
    }

    private static List<Path> exchanges(Path tape) {
        if (!Files.isDirectory(tape)) {
            String what = !Files.exists(tape)
                    ? "the folder is not there. Record one with Tape.record(folder, client)."
                    : "it is no folder." + (BodyType.of(tape.toString()).isPresent() ? " Tape.play plays a body." : "");
            throw new ConfigurationException("There is no tape at " + tape + ": " + what);
        }
        try (Stream<Path> entries = Files.list(tape)) {
            return entries.filter(entry -> EXCHANGE.matcher(nameOf(entry)).matches())
                    .sorted(Comparator.comparingInt(TapeReader::number).thenComparing(TapeReader::nameOf))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigurationException("The tape " + tape + " cannot be read: " + Recorder.words(e), e);
        }
    }

    private static String nameOf(Path entry) {
        return String.valueOf(entry.getFileName());
    }

    private static int number(Path folder) {
        String name = nameOf(folder);
        return Integer.parseInt(name.substring(0, name.indexOf('-')));
    }

    /** The exchange; empty where the recording was broken off before there was anything to tell it by. */
    private Optional<TapedExchange> exchange() {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw damaged("it is no folder"
                    + (Files.isSymbolicLink(folder) ? ", but a link, and links are not followed" : ""));
        }
        Path timing = folder.resolve(ExchangeWriter.TIMING);
        Timing told =
                Files.exists(timing, LinkOption.NOFOLLOW_LINKS) ? timing(file(ExchangeWriter.TIMING)) : Timing.NONE;
        Path requestFile = folder.resolve(ExchangeWriter.REQUEST);
        if (told.ending() == null && !Files.exists(requestFile, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        TapedRequest request = request(json(ExchangeWriter.REQUEST));
        TapedAnswer answer = told.headed() ? answer(json(ExchangeWriter.RESPONSE)) : null;
        if (answer != null && told.ending() != null) {
            requireBytes(answer.body(), told.bytes());
        }
        return Optional.of(
                new TapedExchange(nameOf(folder), request, answer, timing, told.headMicros(), told.ending()));
    }

    private TapedRequest request(JsonNode json) {
        JsonNode body = json.get("body");
        if (body == null) {
            throw damaged(ExchangeWriter.REQUEST + " has no \"body\"");
        }
        return new TapedRequest(
                text(json, "provider", ExchangeWriter.REQUEST),
                text(json, "model", ExchangeWriter.REQUEST),
                text(json, "path", ExchangeWriter.REQUEST),
                body);
    }

    private TapedAnswer answer(JsonNode json) {
        String name = text(json, "body", ExchangeWriter.RESPONSE);
        if (!BODY.matcher(name).matches()) {
            throw damaged("the body is said to be in \"" + name + "\", which is no name that a recorder gives");
        }
        int status = json.path("status").asInt(0);
        if (status < 200 || status > 599) {
            throw damaged(ExchangeWriter.RESPONSE + " has no \"status\" from 200 to 599");
        }
        Headers.Builder headers = new Headers.Builder();
        json.path("headers").properties().forEach(header -> {
            Iterable<JsonNode> values = header.getValue().isArray() ? header.getValue() : List.of(header.getValue());
            values.forEach(value -> add(headers, header.getKey(), value.asString("")));
        });
        return new TapedAnswer(status, headers.build(), file(name));
    }

    private void add(Headers.Builder headers, String name, String value) {
        try {
            headers.addUnsafeNonAscii(name, value);
        } catch (IllegalArgumentException e) {
            throw damaged("\"" + name + "\" cannot be the name of a header");
        }
    }

    private String text(JsonNode json, String name, String file) {
        JsonNode value = json.path(name);
        if (!value.isString()) {
            throw damaged(file + " has no text \"" + name + "\"");
        }
        return value.stringValue();
    }

    private JsonNode json(String name) {
        Path file = file(name);
        try {
            JsonNode json = TapeJson.read(Files.readAllBytes(file));
            if (!json.isObject()) {
                throw damaged(name + " holds no JSON object");
            }
            return json;
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            String where = place == null ? "" : ", at line " + place.getLineNr() + ", column " + place.getColumnNr();
            throw damaged(name + " is no JSON" + where + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw damaged(name + " cannot be read: " + Recorder.words(e));
        }
    }

    /** A file of the folder, and not a link to one outside. */
    private Path file(String name) {
        Path file = folder.resolve(name);
        if (Files.isSymbolicLink(file)) {
            throw damaged(name + " is a link, and links are not followed");
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw damaged(Files.exists(file) ? name + " is no file" : name + " is missing");
        }
        try {
            if (!name.startsWith("body.") && Files.size(file) > LARGEST_FILE) {
                throw damaged(name + " is larger than any recorder writes it");
            }
        } catch (IOException e) {
            throw damaged(name + " cannot be read: " + Recorder.words(e));
        }
        return file;
    }

    private void requireBytes(Path body, long told) {
        long size;
        try {
            size = Files.size(body);
        } catch (IOException e) {
            throw damaged(nameOf(body) + " cannot be read: " + Recorder.words(e));
        }
        if (size != told) {
            throw damaged(nameOf(body) + " has " + size + " bytes, and " + ExchangeWriter.TIMING + " tells of " + told
                    + ": was it edited, or did a tool change its line ends? An edited body is played with Tape.play");
        }
    }

    /** What a timing file tells as a whole. */
    private record Timing(
            boolean headed,
            long headMicros,
            long bytes,
            @Nullable TapeMoment ending) {

        static final Timing NONE = new Timing(false, 0, 0, null);

        Timing with(TapeMoment moment) {
            return new Timing(
                    headed || moment.kind() == Kind.HEAD,
                    moment.kind() == Kind.HEAD ? moment.micros() : headMicros,
                    bytes + moment.bytes(),
                    moment.kind().isEnding() ? moment : null);
        }
    }

    private Timing timing(Path file) {
        Timing told = Timing.NONE;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            int unreadable = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.startsWith("#")) {
                    continue;
                }
                Optional<TapeMoment> moment = TapeMoment.parse(line);
                if (unreadable > 0 || told.ending() != null || !fits(told, moment)) {
                    throw damaged(ExchangeWriter.TIMING + " has a line that does not belong there, line "
                            + (unreadable > 0 ? unreadable : number));
                }
                if (moment.isPresent()) {
                    told = told.with(moment.get());
                } else {
                    // The last line may have been broken off with the recording.
                    unreadable = number;
                }
            }
        } catch (CharacterCodingException e) {
            throw damaged(ExchangeWriter.TIMING + " is no text in UTF-8");
        } catch (IOException e) {
            throw damaged(ExchangeWriter.TIMING + " cannot be read: " + Recorder.words(e));
        }
        return told;
    }

    /** One head comes before the body, and a connect that timed out before both. */
    private static boolean fits(Timing told, Optional<TapeMoment> moment) {
        return moment.map(found -> switch (found.kind()) {
                    case HEAD, CONNECT_TIMEOUT -> !told.headed();
                    case BYTES, END -> told.headed();
                    case CUT, LEFT -> true;
                })
                .orElse(true);
    }

    private ConfigurationException damaged(String what) {
        return new ConfigurationException(
                "The recording " + folder + " is damaged: " + what + ".\nDelete its folder and record it again.");
    }
}
