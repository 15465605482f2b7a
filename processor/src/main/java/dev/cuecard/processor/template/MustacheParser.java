package dev.cuecard.processor.template;

import dev.cuecard.processor.template.MustacheLexer.Plain;
import dev.cuecard.processor.template.MustacheLexer.Tag;
import dev.cuecard.processor.template.MustacheLexer.Token;
import dev.cuecard.processor.template.Template.Insert;
import dev.cuecard.processor.template.Template.Literal;
import dev.cuecard.processor.template.Template.Node;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Section;
import dev.cuecard.processor.template.Template.Speaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parses the Mustache syntax: variables, sections, inverted sections and comments, with the rule of standalone lines.
 * What other dialects add is a fault that says how Mustache writes it. After a fault it goes on behind the tag; a faulty
 * tag that opens a section opens one all the same, so that its end is not stray.
 */
public final class MustacheParser {

    private static final int MOST_FAULTS = 100;
    private static final int DEEPEST = 100;

    private final String text;
    private final MustacheLexer lexer;
    private final List<SyntaxFault> faults = new ArrayList<>();
    private final List<Node> body = new ArrayList<>();
    private final List<Block> open = new ArrayList<>();

    private MustacheParser(String text) {
        this.text = text;
        this.lexer = new MustacheLexer(text);
    }

    /** A section that is open; one that the tree does not take in gives its nodes to what is around it. */
    private static final class Block {
        final String content;
        final int offset;
        final Optional<Path> named;
        final Optional<Section> section;
        final List<Node> body;
        boolean hasFault;

        Block(String content, int offset, Optional<Path> named, Optional<Section> section, List<Node> around) {
            this.content = content;
            this.offset = offset;
            this.named = named;
            this.section = section;
            this.body = section.isPresent() ? new ArrayList<>() : around;
        }

        /** Returns whether a tag ends it; {@code {{/if}}} and {@code {{/x}}} both end {@code {{#if x}}}. */
        boolean endsAt(String end) {
            return content.equals(end) || MustacheDialects.words(content).contains(end);
        }
    }

    /**
     * Parses a text.
     *
     * @param text the text
     * @param first whose the text before the first role is
     */
    public static Parsed parse(String text, Speaker first) {
        MustacheParser parser = new MustacheParser(text);
        parser.read();
        return RoleLines.parsed(parser.body, parser.faults, first);
    }

    private void read() {
        Token token = lexer.next();
        while (token != null && faults.size() < MOST_FAULTS) {
            if (token instanceof Plain plain) {
                nodes().add(new Literal(text.substring(plain.start(), plain.end()), plain.start()));
            } else if (token instanceof Tag tag) {
                read(tag);
            }
            token = lexer.next();
        }
        while (!open.isEmpty()) {
            close(true);
        }
    }

    private void read(Tag tag) {
        switch (tag.sigil()) {
            case '!' -> {
                if (!tag.closed()) {
                    add(MustacheFaults.unclosedTag(text, tag, Optional.empty()));
                }
            }
            case '#', '^' -> open(tag);
            case '/' -> end(tag);
            case '>', '<' -> addUnless(tag, MustacheFaults.partial(tag));
            case '=' -> addUnless(tag, MustacheFaults.delimiters(tag));
            default -> insert(tag);
        }
    }

    /** Adds what is wrong with a tag, unless it is not even closed. */
    private void addUnless(Tag tag, SyntaxFault fault) {
        add(tag.closed() ? fault : MustacheFaults.unclosedTag(text, tag, fault.named()));
    }

    private void insert(Tag tag) {
        Optional<Path> path =
                DottedName.in(text, tag.contentStart(), tag.contentEnd()).path().filter(MustacheDialects::isMustache);
        if (tag.closed() && path.isPresent()) {
            nodes().add(new Insert(path.get()));
        } else {
            add(fault(tag, path));
        }
    }

    private void open(Tag tag) {
        String content = text.substring(tag.contentStart(), tag.contentEnd());
        Optional<Path> path =
                DottedName.in(text, tag.contentStart(), tag.contentEnd()).path().filter(MustacheDialects::isMustache);
        boolean isFaulty = !tag.closed() || path.isEmpty();
        if (isFaulty) {
            add(fault(tag, path));
            if (content.isEmpty()) {
                return;
            }
        }
        boolean isTooDeep = open.size() >= DEEPEST;
        if (isTooDeep && !isFaulty) {
            add(MustacheFaults.tooDeep(tag, DEEPEST, path));
        }
        Optional<Path> named = path.or(() -> MustacheDialects.argument(text, tag));
        boolean isInverted = tag.sigil() == '^' || MustacheDialects.isNegative(content);
        Optional<Section> section = named.filter(value -> !isTooDeep)
                .map(value -> new Section(value, isInverted, List.of(), value.offset()));
        open.add(new Block(content, tag.contentStart(), named, section, nodes()));
    }

    private SyntaxFault fault(Tag tag, Optional<Path> path) {
        if (!tag.closed()) {
            return MustacheFaults.unclosedTag(text, tag, path);
        }
        if (tag.contentStart() == tag.contentEnd()) {
            return MustacheFaults.empty(tag);
        }
        return MustacheDialects.fault(text, tag).orElseGet(() -> MustacheFaults.name(text, tag));
    }

    /** Ends the section that a tag names, and with it those that are open inside; a stray tag ends none. */
    private void end(Tag tag) {
        String content = text.substring(tag.contentStart(), tag.contentEnd());
        boolean isReadable = tag.closed() && !content.isEmpty();
        if (!isReadable) {
            add(fault(tag, Optional.empty()));
        }
        int ended = open.size() - 1;
        while (ended >= 0 && !open.get(ended).endsAt(content)) {
            ended--;
        }
        if (ended >= 0) {
            while (open.size() > ended + 1) {
                close(true);
            }
            close(false);
            return;
        }
        if (isReadable) {
            add(MustacheFaults.stray(
                    tag, content, open.stream().map(block -> block.content).toList()));
        }
        if (!open.isEmpty()) {
            // The tag may have been meant for it: one fault is enough where both are never met.
            open.get(open.size() - 1).hasFault = true;
        }
    }

    private void close(boolean isFault) {
        Block block = open.remove(open.size() - 1);
        if (isFault && !block.hasFault) {
            add(MustacheFaults.unclosedSection(block.content, block.offset, block.named));
        }
        block.section.ifPresent(
                section -> nodes().add(new Section(section.value(), section.inverted(), block.body, section.offset())));
    }

    private void add(SyntaxFault fault) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(fault);
        }
    }

    private List<Node> nodes() {
        return open.isEmpty() ? body : open.get(open.size() - 1).body;
    }
}
