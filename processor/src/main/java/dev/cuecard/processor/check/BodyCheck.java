package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.source.Place;
import dev.cuecard.processor.template.Template.Expression;
import dev.cuecard.processor.template.Template.Insert;
import dev.cuecard.processor.template.Template.Joined;
import dev.cuecard.processor.template.Template.Literal;
import dev.cuecard.processor.template.Template.Node;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Speaker;
import dev.cuecard.processor.template.Template.Spliced;
import dev.cuecard.processor.template.Template.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.type.TypeMirror;

/**
 * Types the body of a turn: tells text from images and messages, and sees to it that each stands where it can be what it
 * is.
 */
final class BodyCheck {

    private final TypeFacts facts;
    private final PathCheck paths;
    private final TextCheck texts;
    private final Place template;
    private final Consumer<Problem> problems;

    BodyCheck(TypeFacts facts, PathCheck paths, Place template, Consumer<Problem> problems) {
        this.facts = facts;
        this.paths = paths;
        this.texts = new TextCheck(facts, template, problems);
        this.template = template;
        this.problems = problems;
    }

    /** A node and what it was found to be; nothing, where it is faulty. */
    private sealed interface Item {}

    private record Words(String text) implements Item {}

    private record TextPiece(Turn.Piece piece) implements Item {}

    private record ImageItem(Access value, int offset) implements Item {}

    private record MessagesItem(Access value, int offset) implements Item {}

    private record Faulty() implements Item {}

    /** Types a message; messages that an input brings divide it. */
    List<Turn> spoken(Spoken message) {
        List<Item> items = message.body().stream().map(this::item).toList();
        List<Turn> turns = new ArrayList<>();
        List<Item> open = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof MessagesItem messages) {
                checkAlone(items, i, messages);
                addSay(message.speaker(), open, turns);
                open.clear();
                turns.add(new Turn.Splice(
                        messages.value(), facts.isMessages(messages.value().type())));
            } else {
                if (items.get(i) instanceof ImageItem image) {
                    checkImage(items, i, image, message.speaker());
                }
                open.add(items.get(i));
            }
        }
        addSay(message.speaker(), open, turns);
        return turns.isEmpty() ? List.of(new Turn.Say(message.speaker(), List.of())) : turns;
    }

    /** Types what follows {@code MESSAGES:}, which must be messages and nothing else. */
    Optional<Turn> spliced(Spliced splice) {
        if (splice.body().isEmpty()) {
            misplaced(splice.offset(), "There is nothing after 'MESSAGES:'.", "Write 'MESSAGES: {history}'.");
            return Optional.empty();
        }
        Node first = splice.body().get(0);
        Optional<Turn> turn = first instanceof Insert insert ? messagesOf(insert) : Optional.empty();
        Optional<Node> text = splice.body().stream()
                .skip(first instanceof Insert ? 1 : 0)
                .filter(node ->
                        !(node instanceof Literal literal && literal.text().isBlank()))
                .findFirst();
        text.ifPresent(node -> misplaced(
                firstVisible(node),
                "Something else than messages follows 'MESSAGES:'.",
                "Only one {input} of type List<Message> or Message may follow; begin other text with a role."));
        return turn;
    }

    private Optional<Turn> messagesOf(Insert insert) {
        Path path = pathOf(insert);
        Optional<Access> access = paths.follow(path);
        if (access.isEmpty()) {
            return Optional.empty();
        }
        TypeMirror type = access.get().type();
        boolean isPlain = insert.value() instanceof Path;
        if (isPlain && (facts.isMessage(type) || facts.isMessages(type))) {
            return Optional.of(new Turn.Splice(access.get(), facts.isMessages(type)));
        }
        misplaced(
                insert.offset(),
                "'MESSAGES:' takes messages, and '" + path + "' is of type '" + TypeNames.of(type) + "'.",
                isPlain
                        ? "Give it the type List<Message> or Message."
                        : "Write {" + path + "}, with the type List<Message> or Message.");
        return Optional.empty();
    }

    private static int firstVisible(Node node) {
        if (node instanceof Literal literal) {
            String text = literal.text();
            return literal.offset() + text.length() - text.stripLeading().length();
        }
        return node.offset();
    }

    private Item item(Node node) {
        if (node instanceof Literal literal) {
            return new Words(literal.text());
        }
        Expression expression = ((Insert) node).value();
        Path path = pathOf(node);
        Optional<Access> access = paths.follow(path);
        if (access.isEmpty()) {
            return new Faulty();
        }
        Access value = access.get();
        if (expression instanceof Path && facts.isImage(value.type())) {
            return new ImageItem(value, node.offset());
        }
        if (expression instanceof Path && (facts.isMessage(value.type()) || facts.isMessages(value.type()))) {
            return new MessagesItem(value, node.offset());
        }
        Optional<Turn.Piece> piece =
                expression instanceof Joined joined ? texts.lines(joined, value) : texts.value(path, value);
        return piece.<Item>map(TextPiece::new).orElseGet(Faulty::new);
    }

    private static Path pathOf(Node insert) {
        Expression expression = ((Insert) insert).value();
        return expression instanceof Joined joined ? joined.of() : (Path) expression;
    }

    private void checkAlone(List<Item> items, int index, MessagesItem messages) {
        boolean begins = index == 0 || (items.get(index - 1) instanceof Words before && blankLine(tail(before.text())));
        boolean ends = index == items.size() - 1
                || (items.get(index + 1) instanceof Words after && blankLine(head(after.text())));
        if (!begins || !ends) {
            misplaced(
                    messages.offset(),
                    "The messages '" + messages.value().path() + "' stand in the middle of text.",
                    begins || !marked(items.get(index - 1))
                            ? "Put {" + messages.value().path() + "} in a paragraph of its own, or after 'MESSAGES:'."
                            : "'MESSAGES:' counts only at the beginning of a line.");
        }
    }

    private static boolean marked(Item before) {
        return before instanceof Words words && words.text().stripTrailing().endsWith("MESSAGES:");
    }

    private static String tail(String text) {
        return text.substring(text.stripTrailing().length());
    }

    private static String head(String text) {
        return text.substring(0, text.length() - text.stripLeading().length());
    }

    private static boolean blankLine(String space) {
        return space.indexOf('\n') != space.lastIndexOf('\n');
    }

    private void checkImage(List<Item> items, int index, ImageItem image, Speaker speaker) {
        String path = image.value().path();
        if (speaker != Speaker.USER) {
            misplaced(
                    image.offset(),
                    "The image '" + path + "' is in a message of the role " + speaker + ".",
                    "Only a user message can hold an image: put {" + path + "} after 'USER:'.");
        } else if (textOnLine(items, index, -1) && textOnLine(items, index, 1)) {
            misplaced(
                    image.offset(),
                    "The image '" + path + "' stands in the middle of text.",
                    "Put {" + path + "} on a line of its own, or at either end of one.");
        }
    }

    /** Returns whether there is text on an item's line, to the left or to the right of it. */
    private static boolean textOnLine(List<Item> items, int index, int direction) {
        for (int i = index + direction; i >= 0 && i < items.size(); i += direction) {
            if (items.get(i) instanceof Words words) {
                String text = words.text();
                int line = direction < 0 ? text.lastIndexOf('\n') : text.indexOf('\n');
                String onLine = line < 0 ? text : direction < 0 ? text.substring(line + 1) : text.substring(0, line);
                if (!onLine.isBlank()) {
                    return true;
                }
                if (line >= 0) {
                    return false;
                }
            } else if (items.get(i) instanceof TextPiece) {
                return true;
            }
        }
        return false;
    }

    private static void addSay(Speaker speaker, List<Item> items, List<Turn> turns) {
        List<Turn.Part> parts = new ArrayList<>();
        List<Turn.Piece> text = new ArrayList<>();
        for (Item item : items) {
            if (item instanceof ImageItem image) {
                addText(text, parts);
                parts.add(new Turn.Picture(image.value()));
            } else if (item instanceof Words words) {
                text.add(new Turn.Words(words.text()));
            } else if (item instanceof TextPiece piece) {
                text.add(piece.piece());
            }
        }
        addText(text, parts);
        if (!parts.isEmpty()) {
            turns.add(new Turn.Say(speaker, parts));
        }
    }

    /** Adds a text without the white space at its ends, which only divides it from images and messages. */
    private static void addText(List<Turn.Piece> text, List<Turn.Part> parts) {
        if (!text.isEmpty() && text.get(0) instanceof Turn.Words first) {
            text.set(0, new Turn.Words(first.text().stripLeading()));
        }
        int last = text.size() - 1;
        if (last >= 0 && text.get(last) instanceof Turn.Words words) {
            text.set(last, new Turn.Words(words.text().stripTrailing()));
        }
        text.removeIf(piece -> piece instanceof Turn.Words words && words.text().isEmpty());
        if (!text.isEmpty()) {
            parts.add(new Turn.Text(text));
        }
        text.clear();
    }

    private void misplaced(int offset, String sentence, String hint) {
        problems.accept(new Problem(ProblemId.MISPLACED_PART, template.at(offset), sentence, hint));
    }
}
