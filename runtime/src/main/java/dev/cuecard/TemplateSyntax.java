package dev.cuecard;

/** How a template is written. */
public enum TemplateSyntax {
    /**
     * <code>{name}</code> and <code>{order.customer.name}</code> insert, <code>{items:list}</code> joins lines,
     * <code>{groups:lists}</code> puts a blank line between groups. A line that begins with <code>SYSTEM:</code>,
     * <code>USER:</code>, <code>ASSISTANT:</code> or <code>DEVELOPER:</code> opens a message.
     */
    BRACES,
    /**
     * The subset of Jinja2 that Prompty files use: <code>{{ order.customer | upper }}</code>, <code>{% if %}</code>, <code>{%
     * for %}</code>, comments, trim markers, the filters {@code upper}, {@code lower}, {@code trim}, {@code join}, {@code
     * length} and {@code default}; also {@code replace}, {@code tojson} and <code>{% include "file" %}</code>. A line of
     * nothing but a role and a colon, in any case, opens a message.
     */
    JINJA2,
    /**
     * Mustache: variables, which are not escaped, sections, inverted sections, dotted names and comments; roles as in {@link
     * #JINJA2}.
     */
    MUSTACHE
}
