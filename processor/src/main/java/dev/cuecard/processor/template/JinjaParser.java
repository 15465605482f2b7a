package dev.cuecard.processor.template;

import dev.cuecard.processor.template.Template.Node;
import dev.cuecard.processor.template.Template.Speaker;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses the Jinja syntax, the subset that Prompty has with replace, tojson and include. The {@link JinjaLexer lexer} cuts
 * the text into tags, the {@link JinjaBlocks blocks} put them into each other and read the
 * {@link JinjaExpressions expressions} in them and the {@link JinjaIncludes files} they include; last, the roles are found
 * in what is plain text, so that no value can open a message.
 */
public final class JinjaParser {

    private JinjaParser() {}

    /**
     * Parses a text.
     *
     * @param text the text, as it is written
     * @param first whose the text before the first role is
     * @param includes finds the files it includes
     */
    public static Parsed parse(String text, Speaker first, Includes includes) {
        List<SyntaxFault> faults = new ArrayList<>();
        List<Node> body = nodes(text, includes, faults);
        return RoleLines.parsed(body, faults, first);
    }

    /** Parses a text into nodes, its roles being text still; adds its faults in the order in which they are found. */
    static List<Node> nodes(String text, Includes includes, List<SyntaxFault> faults) {
        JinjaFaults bounded = new JinjaFaults(faults);
        return new JinjaBlocks(new JinjaLexer(text, 0), bounded, new JinjaIncludes(includes, bounded), 0).nodes();
    }
}
