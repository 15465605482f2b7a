package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.check.PathCheck.Need;
import dev.cuecard.processor.read.Input;
import dev.cuecard.processor.read.TypeShapes;
import dev.cuecard.processor.source.Origins;
import dev.cuecard.processor.template.Template.Announce;
import dev.cuecard.processor.template.Template.Branch;
import dev.cuecard.processor.template.Template.Choice;
import dev.cuecard.processor.template.Template.Expression;
import dev.cuecard.processor.template.Template.Insert;
import dev.cuecard.processor.template.Template.Joined;
import dev.cuecard.processor.template.Template.Literal;
import dev.cuecard.processor.template.Template.Loop;
import dev.cuecard.processor.template.Template.Node;
import dev.cuecard.processor.template.Template.Open;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Section;
import dev.cuecard.processor.template.Template.Speaker;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Types the nodes of a template: tells text from images and messages, and gives loops and sections their variables. */
final class NodeCheck {

    /** The kinds of collections that are copied, and looked at, when an input is taken in. */
    private static final List<String> COPIED =
            List.of("java.util.List", "java.util.Collection", "java.lang.Iterable", "java.util.Set", "java.util.Map");

    private final TypeFacts facts;
    private final SyntaxRules syntax;
    private final InputUse use;
    private final ExpressionCheck expressions;
    private final Origins origins;
    private final Consumer<Problem> problems;

    /** Who may be speaking where the check has come to. */
    private Set<Speaker> speakers;

    private int variables;

    NodeCheck(
            TypeFacts facts,
            SyntaxRules syntax,
            InputUse use,
            ExpressionCheck expressions,
            Origins origins,
            Consumer<Problem> problems,
            Speaker first) {
        this.facts = facts;
        this.syntax = syntax;
        this.use = use;
        this.expressions = expressions;
        this.origins = origins;
        this.problems = problems;
        this.speakers = EnumSet.of(first);
    }

    List<Piece> check(List<Node> nodes, Scope scope) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node instanceof Literal literal) {
                pieces.add(new Piece.Words(literal.text()));
            } else if (node instanceof Insert insert) {
                pieces.add(insert(insert, scope));
            } else if (node instanceof Open open) {
                speakers = EnumSet.of(open.speaker());
                Object name = open.attributes().get("name");
                pieces.add(new Piece.Open(open.speaker(), name == null ? "" : name.toString()));
            } else if (node instanceof Announce announce) {
                int end = endOfTurn(nodes, i + 1);
                announced(announce, nodes.subList(i + 1, end), scope).ifPresent(pieces::add);
                i = end - 1;
            } else if (node instanceof Choice choice) {
                pieces.add(choice(choice, scope));
            } else if (node instanceof Loop loop) {
                pieces.addAll(loop(loop, scope));
            } else {
                pieces.addAll(section((Section) node, scope));
            }
        }
        return pieces;
    }

    private static int endOfTurn(List<Node> nodes, int from) {
        int end = from;
        while (end < nodes.size() && !(nodes.get(end) instanceof Open) && !(nodes.get(end) instanceof Announce)) {
            end++;
        }
        return end;
    }

    private Piece insert(Insert insert, Scope scope) {
        if (!(insert.value() instanceof Path path)) {
            return expressions
                    .inserted(insert.value(), scope)
                    .<Piece>map(Piece.Insert::new)
                    .orElseGet(Piece.Faulty::new);
        }
        Optional<Access> access = expressions.paths().follow(path, scope, Need.VALUE);
        if (access.isEmpty()) {
            return new Piece.Faulty();
        }
        Access value = access.get();
        if (facts.isImage(value.type())) {
            return picture(value, insert.offset());
        }
        if (facts.isMessage(value.type()) || facts.isMessages(value.type())) {
            return new Piece.Splice(value, facts.isMessages(value.type()), false, insert.offset());
        }
        return expressions.texts().hasText(path, value) ? new Piece.Insert(value) : new Piece.Faulty();
    }

    private Piece picture(Access value, int offset) {
        Set<Speaker> others = EnumSet.copyOf(speakers);
        others.remove(Speaker.USER);
        if (!others.isEmpty()) {
            String roles = others.stream().map(Speaker::name).collect(Collectors.joining(" or "));
            misplaced(
                    offset,
                    "The image '" + value.path() + "' is in a message of the role " + roles + ".",
                    "Only a user message can hold an image: put " + syntax.placeholder(value.path()) + " after '"
                            + (syntax == SyntaxRules.BRACES ? "USER:" : "user:") + "'.");
            return new Piece.Faulty();
        }
        return new Piece.Picture(value, offset);
    }

    /** Types what follows {@code MESSAGES:}, which must be messages and nothing else. */
    private Optional<Piece> announced(Announce announce, List<Node> body, Scope scope) {
        if (body.isEmpty()) {
            misplaced(announce.offset(), "There is nothing after 'MESSAGES:'.", "Write 'MESSAGES: {history}'.");
            return Optional.empty();
        }
        Node first = body.get(0);
        Optional<Piece> messages = first instanceof Insert insert ? messages(insert, scope) : Optional.empty();
        Optional<Node> text = body.stream()
                .skip(first instanceof Insert ? 1 : 0)
                .filter(node ->
                        !(node instanceof Literal literal && literal.text().isBlank()))
                .findFirst();
        text.ifPresent(node -> misplaced(
                firstVisible(node),
                "Something else than messages follows 'MESSAGES:'.",
                "Only one {input} of type List<Message> or Message may follow; begin other text with a role."));
        return messages;
    }

    private Optional<Piece> messages(Insert insert, Scope scope) {
        boolean isPlain = insert.value() instanceof Path;
        Path path = insert.value() instanceof Joined joined ? joined.of() : (Path) insert.value();
        Optional<Access> access = expressions.paths().follow(path, scope, Need.VALUE);
        if (access.isEmpty()) {
            return Optional.empty();
        }
        TypeMirror type = access.get().type();
        if (isPlain && (facts.isMessage(type) || facts.isMessages(type))) {
            return Optional.of(new Piece.Splice(access.get(), facts.isMessages(type), true, insert.offset()));
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

    private Piece choice(Choice choice, Scope scope) {
        List<Piece.Case> cases = new ArrayList<>();
        Set<Speaker> before = speakers;
        Set<Speaker> after = EnumSet.noneOf(Speaker.class);
        Scope here = scope;
        for (Branch branch : choice.branches()) {
            ConditionCheck.Test test = expressions.conditions().check(branch.condition(), here);
            speakers = EnumSet.copyOf(before);
            cases.add(new Piece.Case(test.condition(), check(branch.body(), here.knowing(test.ifTrue()))));
            after.addAll(speakers);
            here = here.knowing(test.ifFalse());
        }
        speakers = EnumSet.copyOf(before);
        List<Piece> otherwise = check(choice.otherwise(), here);
        speakers.addAll(after);
        return new Piece.Choice(cases, otherwise);
    }

    private List<Piece> loop(Loop loop, Scope scope) {
        Optional<Term> elements = expressions.value(loop.elements(), scope, Need.VALUE);
        Optional<Variable> variable =
                elements.flatMap(term -> variable(loop.variable().text(), term));
        if (elements.isPresent() && variable.isEmpty()) {
            notIterable(loop.elements(), elements.get().type());
        }
        if (variable.isEmpty()) {
            // Nothing is known of the variable, so nothing can be said of the body, which may use any input.
            use.unreadable();
            return List.of(new Piece.Faulty());
        }
        return List.of(loop(variable.get(), elements.get(), loop.body(), scope.with(variable.get())));
    }

    private Piece loop(Variable variable, Term elements, List<Node> body, Scope scope) {
        Set<Speaker> before = EnumSet.copyOf(speakers);
        // In the second round the last role of the first one holds.
        body.forEach(node -> addSpeakers(node, speakers));
        List<Piece> pieces = check(body, scope);
        speakers.addAll(before);
        return new Piece.Loop(variable, elements, use.countsOf(variable.number()), pieces);
    }

    private static void addSpeakers(Node node, Set<Speaker> into) {
        if (node instanceof Open open) {
            into.add(open.speaker());
        } else if (node instanceof Choice choice) {
            choice.branches().forEach(branch -> branch.body().forEach(each -> addSpeakers(each, into)));
            choice.otherwise().forEach(each -> addSpeakers(each, into));
        } else if (node instanceof Loop loop) {
            loop.body().forEach(each -> addSpeakers(each, into));
        } else if (node instanceof Section section) {
            section.body().forEach(each -> addSpeakers(each, into));
        }
    }

    private Optional<Variable> variable(String name, Term of) {
        Optional<TypeFacts.MapTypes> map = facts.map(of.type());
        if (map.isPresent()) {
            return Optional.of(new Variable(
                    ++variables,
                    name,
                    facts.bound(map.get().key()),
                    isChecked(of),
                    facts.bound(map.get().value())));
        }
        return facts.element(of.type())
                .map(element -> new Variable(++variables, name, facts.bound(element), isChecked(of), null));
    }

    /** Returns whether what a value holds was checked for null: an input's own collection was, when it was copied. */
    private static boolean isChecked(Term of) {
        return of instanceof Access access
                && access.presence() == Presence.ALWAYS
                && access.root() instanceof Access.Of root
                && root.property() instanceof Input
                && access.steps().stream().allMatch(Access.Unwrap.class::isInstance)
                && COPIED.stream().anyMatch(name -> TypeShapes.is(of.type(), name));
    }

    private void notIterable(Expression written, TypeMirror type) {
        boolean isStream = facts.isSubtypeOf(type, "java.util.stream.BaseStream");
        problems.accept(new Problem(
                ProblemId.NOT_ITERABLE,
                origins.at(TextCheck.lastOffset(written)),
                "The type '" + TypeNames.of(type) + "' of '" + written + "' has no elements to go through.",
                isStream
                        ? "A stream can be read but once, and a prompt be rendered often: take a List."
                        : "A List or another Iterable, an array or a Map has."));
    }

    private List<Piece> section(Section section, Scope scope) {
        Path path = section.value();
        Known present = expressions.paths().presenceOf(path, scope);
        Optional<Access> value = expressions.paths().follow(path, scope, Need.TEST);
        if (value.isEmpty()) {
            use.unreadable();
            return List.of(new Piece.Faulty());
        }
        TypeMirror type = value.get().type();
        if (section.inverted()) {
            ConditionCheck.Test test = expressions.conditions().check(path, scope);
            Condition not = new Condition.Not(test.condition());
            return List.of(new Piece.Choice(List.of(new Piece.Case(not, check(section.body(), scope))), List.of()));
        }
        if (facts.map(type).isEmpty() && facts.element(type).isPresent()) {
            TypeMirror element = facts.bound(facts.element(type).get());
            Variable variable = new Variable(++variables, ".", element, isChecked(value.get()), null);
            return List.of(loop(
                    variable, value.get(), section.body(), scope.in(variable).knowing(present)));
        }
        return context(section, value.get(), scope.knowing(present));
    }

    /** A section of one value: rendered once, where the value is there and counts as true. */
    private List<Piece> context(Section section, Access tested, Scope known) {
        TypeMirror type = tested.type();
        Optional<Access> value = expressions.paths().follow(section.value(), known, Need.VALUE);
        boolean isPresent = value.orElse(tested).presence() == Presence.ALWAYS;
        Variable variable = new Variable(++variables, ".", type, isPresent, null);
        Set<Speaker> before = EnumSet.copyOf(speakers);
        List<Piece> body = check(section.body(), known.in(variable));
        speakers.addAll(before);
        Piece with = new Piece.With(variable, value.orElse(tested), body);
        Condition.Test test = testOf(type);
        if (test == Condition.Test.PRESENT && tested.presence() == Presence.ALWAYS) {
            return List.of(with);
        }
        Piece.Case shown = new Piece.Case(new Condition.True(tested, test), List.of(with));
        return List.of(new Piece.Choice(List.of(shown), List.of()));
    }

    private Condition.Test testOf(TypeMirror type) {
        if (type.getKind() == TypeKind.BOOLEAN) {
            return Condition.Test.BOOLEAN;
        }
        if (facts.isPrimitiveNumber(type)) {
            return Condition.Test.NUMBER;
        }
        return facts.isScalar(type) ? Condition.Test.CONTENT : Condition.Test.PRESENT;
    }

    private void misplaced(int offset, String sentence, String hint) {
        problems.accept(new Problem(ProblemId.MISPLACED_PART, origins.at(offset), sentence, hint));
    }
}
