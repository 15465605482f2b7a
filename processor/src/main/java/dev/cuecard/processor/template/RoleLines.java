package dev.cuecard.processor.template;

import dev.cuecard.processor.template.Template.Branch;
import dev.cuecard.processor.template.Template.Choice;
import dev.cuecard.processor.template.Template.Edges;
import dev.cuecard.processor.template.Template.Literal;
import dev.cuecard.processor.template.Template.Loop;
import dev.cuecard.processor.template.Template.Node;
import dev.cuecard.processor.template.Template.Open;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Section;
import dev.cuecard.processor.template.Template.Speaker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last step of the syntaxes that have tags: finds the roles that stand alone on a line of the template and opens
 * messages there. It looks at the plain text of the tree alone, so that no value can open a message. A first walk
 * through the tree puts lines together, across tags, and notes what to cut; a second one builds the tree without it.
 */
final class RoleLines {

    private static final int MOST_FAULTS = 100;

    /**
     * A part of a literal that goes.
     *
     * @param start where it begins in the literal's text
     * @param end where it ends there
     * @param open what stands in its place, if anything does
     */
    private record Cut(int start, int end, @Nullable Open open) {}

    /** A literal and what goes from it. */
    private record Cutting(Literal literal, List<Cut> cuts) {}

    /**
     * What a literal has of a line.
     *
     * @param of the literal
     * @param start where it begins in the literal's text
     * @param end where it ends there, without the line end
     * @param next where the next line begins
     */
    private record Piece(Cutting of, int start, int end, int next) {}

    private final List<Cutting> cuttings = new ArrayList<>();
    private final List<Piece> line = new ArrayList<>();
    private final List<SyntaxFault> faults = new ArrayList<>();
    private final List<Path> literals = new ArrayList<>();
    private boolean hasValue;
    private boolean hasRoles;
    private int rebuilt;

    private RoleLines() {}

    /**
     * Finishes a tree.
     *
     * @param body the tree as its syntax has it; it holds no roles yet
     * @param faults what its parser found wrong
     * @param first whose the text before the first role is
     */
    static Parsed parsed(List<Node> body, List<SyntaxFault> faults, Speaker first) {
        RoleLines roles = new RoleLines();
        roles.walk(body);
        roles.endLine();
        List<Node> divided = roles.rebuild(body);
        List<SyntaxFault> all = new ArrayList<>(faults);
        all.addAll(roles.faults);
        all.sort(Comparator.comparingInt(SyntaxFault::offset));
        Edges edges = roles.hasRoles || first == Speaker.SYSTEM ? Edges.WITHOUT_NEWLINES : Edges.KEPT;
        return new Parsed(new Template(divided, first, edges, roles.literals), all);
    }

    private void walk(List<Node> nodes) {
        for (Node node : nodes) {
            if (node instanceof Literal literal) {
                addToLines(literal);
            } else if (node instanceof Choice choice) {
                choice.branches().forEach(branch -> walk(branch.body()));
                walk(choice.otherwise());
            } else if (node instanceof Loop loop) {
                walk(loop.body());
            } else if (node instanceof Section section) {
                walk(section.body());
            } else {
                hasValue = true;
            }
        }
    }

    private void addToLines(Literal literal) {
        Cutting cutting = new Cutting(literal, new ArrayList<>(0));
        cuttings.add(cutting);
        String text = literal.text();
        for (int start = 0; start < text.length(); ) {
            int end = Lines.end(text, start);
            int next = Lines.next(text, end);
            line.add(new Piece(cutting, start, end, next));
            if (next > end) {
                endLine();
            }
            start = next;
        }
    }

    /** A line opens messages if it has something, and nothing but roles. */
    private void endLine() {
        if (!hasValue) {
            cutRoles();
        }
        line.clear();
        hasValue = false;
    }

    private void cutRoles() {
        List<Optional<RoleLine>> roles = new ArrayList<>(line.size());
        boolean any = false;
        for (Piece piece : line) {
            Literal literal = piece.of().literal();
            String text = literal.text();
            Optional<RoleLine> role = RoleLine.in(text, piece.start(), piece.end(), literal.offset());
            boolean isBlank = Lines.skipBlanks(text, piece.start(), piece.end()) == piece.end();
            if (role.isEmpty() && !isBlank) {
                return;
            }
            any |= role.isPresent();
            roles.add(role);
        }
        for (int i = 0; any && i < roles.size(); i++) {
            Piece piece = line.get(i);
            Optional<RoleLine> role = roles.get(i);
            piece.of()
                    .cuts()
                    .add(new Cut(
                            piece.start(),
                            piece.next(),
                            role.map(RoleLine::open).orElse(null)));
            role.flatMap(RoleLine::fault)
                    .filter(fault -> faults.size() < MOST_FAULTS)
                    .ifPresent(faults::add);
        }
        hasRoles |= any;
    }

    private List<Node> rebuild(List<Node> nodes) {
        List<Node> built = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof Literal) {
                addDivided(cuttings.get(rebuilt++), built);
            } else if (node instanceof Choice choice) {
                List<Branch> branches = new ArrayList<>();
                choice.branches()
                        .forEach(branch -> branches.add(new Branch(branch.condition(), rebuild(branch.body()))));
                built.add(new Choice(branches, rebuild(choice.otherwise()), choice.offset()));
            } else if (node instanceof Loop loop) {
                built.add(new Loop(loop.variable(), loop.elements(), rebuild(loop.body()), loop.offset()));
            } else if (node instanceof Section section) {
                built.add(new Section(section.value(), section.inverted(), rebuild(section.body()), section.offset()));
            } else {
                built.add(node);
            }
        }
        return built;
    }

    private void addDivided(Cutting cutting, List<Node> built) {
        int from = 0;
        for (Cut cut : cutting.cuts()) {
            addText(cutting.literal(), from, cut.start(), built);
            if (cut.open() != null) {
                built.add(cut.open());
            }
            from = cut.end();
        }
        addText(cutting.literal(), from, cutting.literal().text().length(), built);
    }

    private void addText(Literal literal, int from, int to, List<Node> built) {
        if (from == to) {
            return;
        }
        String text = literal.text().substring(from, to);
        int offset = literal.offset() + from;
        built.add(new Literal(text, offset));
        for (BracesLexer.Token token : new BracesLexer(text, 0, text.length()).tokens()) {
            if (token instanceof BracesLexer.Placeholder placeholder) {
                literals.add(BracesLexer.path(placeholder, at -> offset + at));
            }
        }
    }
}
