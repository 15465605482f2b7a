package dev.cuecard;

/** How a template is written. */
public enum TemplateSyntax {
    /**
     * <code>{name}</code> and <code>{order.customer.name}</code> insert, <code>{items:list}</code> joins lines,
     * <code>{groups:lists}</code> puts a blank line between groups. A line that begins with <code>SYSTEM:</code>,
     * <code>USER:</code>, <code>ASSISTANT:</code> or <code>DEVELOPER:</code> opens a message.
     */
    BRACES,
    /** The subset of Jinja2 that Prompty files use. */
    JINJA2,
    /** Mustache: variables, sections, inverted sections and comments. */
    MUSTACHE
}
