package dev.cuecard.processor.template;

import dev.cuecard.processor.template.Template.Announce;
import dev.cuecard.processor.template.Template.Edges;
import dev.cuecard.processor.template.Template.Insert;
import dev.cuecard.processor.template.Template.Joined;
import dev.cuecard.processor.template.Template.Literal;
import dev.cuecard.processor.template.Template.Node;
import dev.cuecard.processor.template.Template.Open;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Speaker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses the braces syntax: takes the layout away, cuts the text into turns at its role markers, and the turns into text
 * and placeholders. Markers are found here, in the template's own text, so that no value can open a message.
 */
public final class BracesParser {

    private static final List<String> SPECS = List.of("list", "lists");

    private final Layout layout;
    private final List<Node> body = new ArrayList<>();
    private final List<Path> escaped = new ArrayList<>();
    private final List<SyntaxFault> faults = new ArrayList<>();

    private BracesParser(Layout layout) {
        this.layout = layout;
    }

    /** Parses a text. */
    public static Parsed parse(String text) {
        BracesParser parser = new BracesParser(Layout.of(text));
        parser.read();
        parser.faults.sort(Comparator.comparingInt(SyntaxFault::offset));
        return new Parsed(new Template(parser.body, Speaker.USER, Edges.KEPT, parser.escaped), parser.faults);
    }

    private void read() {
        RoleMarkers markers = RoleMarkers.in(layout);
        faults.addAll(markers.faults());
        int textStart = 0;
        RoleMarkers.@Nullable Marker open = null;
        for (RoleMarkers.Marker marker : markers.found()) {
            addTurn(open, textStart, marker.start());
            open = marker;
            textStart = marker.end();
        }
        addTurn(open, textStart, layout.text().length());
    }

    /** Takes the template's white space from both ends of a turn; what a value brings stays. */
    private void addTurn(RoleMarkers.@Nullable Marker marker, int textStart, int textEnd) {
        String text = layout.text();
        int end = textEnd;
        while (end > textStart && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        int start = textStart;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        if (marker != null) {
            int at = layout.origin(marker.start());
            body.add(marker.speaker() == null ? new Announce(at) : new Open(marker.speaker(), Map.of(), at));
        }
        body.addAll(nodes(start, end));
    }

    private List<Node> nodes(int start, int end) {
        List<Node> nodes = new ArrayList<>();
        for (BracesLexer.Token token : new BracesLexer(layout.text(), start, end).tokens()) {
            if (token instanceof BracesLexer.Plain plain) {
                addLiteral(plain, nodes);
            } else if (token instanceof BracesLexer.Placeholder placeholder) {
                insert(placeholder).ifPresent(nodes::add);
            }
        }
        return nodes;
    }

    private void addLiteral(BracesLexer.Plain plain, List<Node> nodes) {
        if (plain.escaped() != null) {
            escaped.add(path(plain.escaped()));
        }
        Node last = nodes.isEmpty() ? null : nodes.get(nodes.size() - 1);
        if (last instanceof Literal before) {
            nodes.set(nodes.size() - 1, new Literal(before.text() + plain.text(), before.offset()));
        } else {
            nodes.add(new Literal(plain.text(), layout.origin(plain.offset())));
        }
    }

    private Path path(BracesLexer.Placeholder placeholder) {
        return BracesLexer.path(placeholder, layout::origin);
    }

    private Optional<Node> insert(BracesLexer.Placeholder placeholder) {
        Path path = path(placeholder);
        BracesLexer.Name spec = placeholder.spec();
        if (spec == null) {
            return Optional.of(new Insert(path));
        }
        return switch (spec.text()) {
            case "list" -> Optional.of(new Insert(new Joined(path, List.of("\n"))));
            case "lists" -> Optional.of(new Insert(new Joined(path, List.of("\n\n", "\n"))));
            default -> {
                faults.add(unknownSpec(path, spec));
                yield Optional.empty();
            }
        };
    }

    private SyntaxFault unknownSpec(Path path, BracesLexer.Name spec) {
        List<String> details = new ArrayList<>();
        Distance.nearest(spec.text(), SPECS).ifPresent(near -> details.add("Did you mean " + near + "?"));
        details.add("The specs are: list (a line for each element), lists (a blank line between groups of lines).");
        details.add("If this is plain text, double the braces: {{" + path + ":" + spec.text() + "}}.");
        return new SyntaxFault(
                SyntaxFault.Kind.SYNTAX,
                layout.origin(spec.offset()),
                "There is no spec '" + spec.text() + "'.",
                details,
                Optional.of(path));
    }
}
