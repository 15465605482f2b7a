package dev.cuecard.processor.template;

import java.util.List;

/**
 * What a parser makes of a text: as much of a tree as there is, and what is wrong.
 *
 * @param template the tree; what is faulty is left out
 * @param faults the faults, in the order of the text
 */
public record Parsed(Template template, List<SyntaxFault> faults) {

    public Parsed {
        faults = List.copyOf(faults);
    }
}
