package dev.cuecard.processor.template;

import dev.cuecard.processor.template.Includes.Included;
import dev.cuecard.processor.template.Template.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads the files that a Jinja template includes, in the place of their tags. It knows the files that are being read, one
 * within the other, so that none includes itself, and bounds what all of them bring.
 */
final class JinjaIncludes {

    private static final int DEEPEST = 20;
    private static final int MOST_MEBIBYTES = 4;

    private final Includes includes;
    private final JinjaFaults faults;
    private final Deque<String> chain = new ArrayDeque<>();
    private long length;

    JinjaIncludes(Includes includes, JinjaFaults faults) {
        this.includes = includes;
        this.faults = faults;
    }

    /**
     * Returns what a file holds.
     *
     * @param path the path as it is written
     * @param offset where it is written
     * @param depth how many blocks are open around it
     */
    List<Node> nodes(String path, int offset, int depth) throws Unreadable {
        if (length > bound()) {
            return List.of();
        }
        if (chain.size() >= DEEPEST) {
            throw fault(
                    offset,
                    "Includes nest at most " + DEEPEST + " deep.",
                    List.of("The files that are open here: " + String.join(" -> ", chain) + "."));
        }
        Included file = find(path, offset);
        if (chain.contains(file.name())) {
            throw fault(
                    offset,
                    "The file " + file.name() + " includes itself: " + cycle(file.name()) + ".",
                    List.of("Take one of these includes out; for what repeats there is {% for x in xs %}."));
        }
        length += file.text().length();
        if (length > bound()) {
            throw fault(
                    offset,
                    "The included files are too large: all together have at most " + MOST_MEBIBYTES + " Mi characters.",
                    List.of("A file counts each time that it is included."));
        }
        chain.addLast(file.name());
        List<Node> nodes = new JinjaBlocks(new JinjaLexer(file.text(), file.base()), faults, this, depth).nodes();
        chain.removeLast();
        return nodes;
    }

    private static long bound() {
        return (long) MOST_MEBIBYTES << 20;
    }

    private Included find(String path, int offset) throws Unreadable {
        String from = chain.isEmpty() ? "" : chain.getLast();
        try {
            return includes.find(path, from);
        } catch (Includes.NotFound e) {
            throw fault(offset, e.sentence(), e.details());
        }
    }

    private String cycle(String name) {
        List<String> names = new ArrayList<>(chain);
        List<String> cycle = new ArrayList<>(names.subList(names.indexOf(name), names.size()));
        cycle.add(name);
        return String.join(" -> ", cycle);
    }

    private static Unreadable fault(int offset, String sentence, List<String> details) {
        return new Unreadable(new SyntaxFault(SyntaxFault.Kind.INCLUDE, offset, sentence, details));
    }
}
