package dev.cuecard.processor.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic.Kind;
import javax.tools.JavaFileObject;

/**
 * What a compiler said.
 *
 * @param severity error, warning or note
 * @param reported where the compiler itself puts it, empty if nowhere
 * @param message the whole text
 */
public record Diagnostic(Severity severity, Optional<Place> reported, String message) {

    private static final Pattern ID = Pattern.compile("\\[([a-z-]+)] ");
    private static final Pattern PLACE = Pattern.compile("\\s*(?:\\S.* )?(\\S+\\.\\w+):(\\d+):(\\d+)\\b");

    /** How grave it is. */
    public enum Severity {
        /** The compilation fails. */
        ERROR,
        /** The compilation goes on. */
        WARNING,
        /** Said for information. */
        NOTE
    }

    static Diagnostic of(javax.tools.Diagnostic<? extends JavaFileObject> diagnostic) {
        JavaFileObject source = diagnostic.getSource();
        Optional<Place> place = Optional.empty();
        if (source != null && diagnostic.getPosition() != javax.tools.Diagnostic.NOPOS) {
            String name = source.getName().replaceFirst(".*[/\\\\]", "");
            place = Optional.of(Place.at(name, text(source), (int) diagnostic.getPosition()));
        }
        return new Diagnostic(severity(diagnostic.getKind()), place, diagnostic.getMessage(null));
    }

    private static String text(JavaFileObject source) {
        try {
            return Files.readString(Path.of(source.toUri()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Severity severity(Kind kind) {
        return switch (kind) {
            case ERROR -> Severity.ERROR;
            case WARNING, MANDATORY_WARNING -> Severity.WARNING;
            case NOTE, OTHER -> Severity.NOTE;
        };
    }

    /** Returns the id in brackets, empty where the compiler itself speaks. */
    public String id() {
        Matcher matcher = ID.matcher(message);
        return matcher.lookingAt() ? matcher.group(1) : "";
    }

    /** Returns the lines of the message. */
    public List<String> lines() {
        return message.lines().toList();
    }

    /** Returns the first line. */
    public String firstLine() {
        return lines().isEmpty() ? "" : lines().get(0);
    }

    /** Returns the lines after the first, joined. */
    public String details() {
        return String.join("\n", lines().subList(Math.min(1, lines().size()), lines().size()));
    }

    /** Returns the places that the message itself names, each with the text that the caret of its snippet points at. */
    public List<Place> stated() {
        List<Place> places = new ArrayList<>();
        List<String> lines = lines();
        for (int i = 1; i < lines.size(); i++) {
            Matcher matcher = PLACE.matcher(lines.get(i));
            if (matcher.lookingAt()) {
                String file = matcher.group(1).replaceFirst(".*[/\\\\]", "");
                String text = pointedAt(lines.subList(i, lines.size())).orElse("");
                places.add(new Place(file, Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)), text));
            }
        }
        return places;
    }

    /** Returns what stands above the caret of the message's first snippet and after. */
    public Optional<String> pointedAt() {
        return pointedAt(lines());
    }

    /**
     * Returns the place that the diagnostic has for a reader: the stated one that is meant, or the first, or
     * the compiler's.
     */
    Optional<Place> place(Place meant) {
        return stated().stream()
                .filter(meant::isSame)
                .findFirst()
                .or(() -> stated().stream().findFirst())
                .or(this::reported);
    }

    private static Optional<String> pointedAt(List<String> lines) {
        for (int i = 1; i < lines.size(); i++) {
            int caret = lines.get(i).indexOf('^');
            if (caret >= 0 && onlyBlanksBefore(lines.get(i), caret)) {
                String above = lines.get(i - 1);
                return Optional.of(caret < above.length() ? above.substring(caret) : "");
            }
        }
        return Optional.empty();
    }

    private static boolean onlyBlanksBefore(String line, int end) {
        return line.substring(0, end).replace('|', ' ').isBlank();
    }

    @Override
    public String toString() {
        return severity + " " + reported.map(Place::toString).orElse("nowhere") + " " + message;
    }
}
