package dev.cuecard.processor.check;

import dev.cuecard.processor.read.Syntax;

/** What differs between the syntaxes after they have been parsed. */
enum SyntaxRules {
    BRACES,
    JINJA2,
    MUSTACHE;

    static SyntaxRules of(Syntax syntax) {
        return switch (syntax) {
            case BRACES -> BRACES;
            case JINJA2 -> JINJA2;
            case MUSTACHE -> MUSTACHE;
        };
    }

    /**
     * Returns whether a null that nothing announced, a key that a map lacks and an index beyond the end are nothing, as
     * Jinja and Mustache have it; else they are errors when the prompt is rendered.
     */
    boolean lenient() {
        return this != BRACES;
    }

    /** Returns a placeholder as it is written in the syntax. */
    String placeholder(String inside) {
        return this == BRACES ? "{" + inside + "}" : "{{" + inside + "}}";
    }

    String hintOnAbsence(String path) {
        return switch (this) {
            case BRACES ->
                "A template can only insert what is there: give the input a @Default, or add a default method that"
                        + " returns the text for either case.";
            case JINJA2 ->
                "Put it into {% if " + path + " %} … {% endif %}, or write {{ " + path + " | default('…') }}.";
            case MUSTACHE -> "Put it into a section: {{#" + path + "}}{{.}}{{/" + path + "}}.";
        };
    }

    String hintOnLines(String path) {
        return switch (this) {
            case BRACES -> "To put each element on a line write {" + path + ":list}.";
            case JINJA2 -> "Write {{ " + path + " | join(', ') }}, or go through it with {% for %}.";
            case MUSTACHE -> "Go through it with a section: {{#" + path + "}}{{.}}{{/" + path + "}}.";
        };
    }
}
