package dev.cuecard.processor.read;

/** How a template is written; the names are those of the runtime's {@code TemplateSyntax}. */
public enum Syntax {
    BRACES,
    JINJA2,
    MUSTACHE
}
