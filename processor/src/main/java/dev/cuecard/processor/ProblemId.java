package dev.cuecard.processor;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of problems. Their names are stable: users write them in {@code @SuppressWarnings} and in build files. */
public enum ProblemId {
    UNKNOWN_INPUT("unknown-input", Severity.ERROR),
    UNKNOWN_PROPERTY("unknown-property", Severity.ERROR),
    UNUSED_INPUT("unused-input", Severity.WARNING),
    NOT_RENDERABLE("not-renderable", Severity.ERROR),
    POSSIBLY_ABSENT("possibly-absent", Severity.ERROR),
    NOT_ITERABLE("not-iterable", Severity.ERROR),
    NOT_COMPARABLE("not-comparable", Severity.ERROR),
    NOT_BOOLEAN_LIKE("not-boolean-like", Severity.ERROR),
    UNKNOWN_FILTER("unknown-filter", Severity.ERROR),
    FILTER_ARGUMENT("filter-argument", Severity.ERROR),
    TEMPLATE_SYNTAX("template-syntax", Severity.ERROR),
    UNKNOWN_ROLE("unknown-role", Severity.ERROR),
    EMPTY_MESSAGE("empty-message", Severity.WARNING),
    NO_USER_MESSAGE("no-user-message", Severity.WARNING),
    LITERAL_PLACEHOLDER("literal-placeholder", Severity.WARNING),
    MISPLACED_PART("misplaced-part", Severity.ERROR),
    MODEL("model", Severity.ERROR),
    OPTION("option", Severity.ERROR),
    RESOURCE("resource", Severity.ERROR),
    PROMPTY("prompty", Severity.ERROR),
    DECLARATION("declaration", Severity.ERROR);

    /** What a problem does to the compilation. */
    public enum Severity {
        ERROR,
        WARNING,
        OFF
    }

    private final String text;
    private final Severity severity;

    ProblemId(String text, Severity severity) {
        this.text = text;
        this.severity = severity;
    }

    /** Returns the severity that holds unless the build says otherwise. */
    public Severity severity() {
        return severity;
    }

    /** Finds the kind of a name such as {@code unused-input}. */
    public static Optional<ProblemId> named(String text) {
        return Arrays.stream(values()).filter(id -> id.text.equals(text)).findFirst();
    }

    @Override
    public String toString() {
        return text;
    }
}
