package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.read.PromptDeclaration;
import dev.cuecard.processor.source.Origins;
import dev.cuecard.processor.template.Parsed;
import dev.cuecard.processor.template.SyntaxFault;
import dev.cuecard.processor.template.Template;
import dev.cuecard.processor.template.Template.Announce;
import dev.cuecard.processor.template.Template.Choice;
import dev.cuecard.processor.template.Template.Literal;
import dev.cuecard.processor.template.Template.Loop;
import dev.cuecard.processor.template.Template.Node;
import dev.cuecard.processor.template.Template.Open;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Section;
import dev.cuecard.processor.template.Template.Speaker;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Checks a whole template: its faults, its messages, and whether it uses all inputs. */
final class TemplateCheck {

    private final PromptDeclaration declaration;
    private final TypeFacts facts;
    private final SyntaxRules syntax;
    private final Origins origins;
    private final Consumer<Problem> problems;
    private final InputUse use = new InputUse();
    private final ExpressionCheck expressions;

    TemplateCheck(
            PromptDeclaration declaration,
            TypeFacts facts,
            SyntaxRules syntax,
            Origins origins,
            Consumer<Problem> problems) {
        this.declaration = declaration;
        this.facts = facts;
        this.syntax = syntax;
        this.origins = origins;
        this.problems = problems;
        this.expressions = new ExpressionCheck(declaration, facts, syntax, use, origins, problems);
    }

    boolean isUnresolved() {
        return expressions.paths().isUnresolved();
    }

    List<Piece> check(Parsed parsed) {
        Template template = parsed.template();
        parsed.faults().forEach(this::report);
        Optional<ClassSize.Excess> excess = ClassSize.of(template);
        if (excess.isPresent()) {
            report(
                    ProblemId.TEMPLATE_SYNTAX,
                    excess.get().offset(),
                    excess.get().sentence(),
                    excess.get().hint());
            return List.of();
        }
        // What could not be read may have been the text of a message.
        boolean isWhole = parsed.faults().stream().allMatch(fault -> fault.kind() == SyntaxFault.Kind.ROLE);
        if (isWhole) {
            checkEmpty(template);
        }
        NodeCheck nodes = new NodeCheck(facts, syntax, use, expressions, origins, problems, template.firstSpeaker());
        List<Piece> pieces = nodes.check(template.body(), Scope.OUTERMOST);
        new PlacementCheck(syntax, origins, problems).check(pieces);
        if (isWhole) {
            checkUser(template, pieces);
        }
        template.literals().forEach(this::checkLiteral);
        use.reportUnused(declaration.inputs(), syntax, problems);
        return pieces;
    }

    private void report(SyntaxFault fault) {
        fault.named().ifPresent(path -> use.used(path.root().text()));
        ProblemId id = switch (fault.kind()) {
            case SYNTAX -> ProblemId.TEMPLATE_SYNTAX;
            case ROLE -> ProblemId.UNKNOWN_ROLE;
            case INCLUDE -> ProblemId.RESOURCE;
        };
        if (fault.kind() == SyntaxFault.Kind.INCLUDE
                || (fault.kind() == SyntaxFault.Kind.SYNTAX && fault.named().isEmpty())) {
            use.unreadable();
        }
        problems.accept(new Problem(id, origins.at(fault.offset()), fault.sentence(), fault.details()));
    }

    /** A message is empty for certain if nothing but blanks stands up to the next one, or up to the template's end. */
    private void checkEmpty(Template template) {
        List<Node> body = template.body();
        if (body.stream().allMatch(TemplateCheck::isBlank)) {
            int offset = body.isEmpty() ? 0 : body.get(0).offset();
            empty(template.firstSpeaker(), offset);
            return;
        }
        checkEmpty(body, true);
    }

    private void checkEmpty(List<Node> nodes, boolean isWhole) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) instanceof Open open) {
                int next = i + 1;
                while (next < nodes.size() && isBlank(nodes.get(next))) {
                    next++;
                }
                boolean ends = next == nodes.size() ? isWhole : isTurn(nodes.get(next));
                if (ends) {
                    empty(open.speaker(), open.offset());
                }
            } else if (nodes.get(i) instanceof Choice choice) {
                choice.branches().forEach(branch -> checkEmpty(branch.body(), false));
                checkEmpty(choice.otherwise(), false);
            } else if (nodes.get(i) instanceof Loop loop) {
                checkEmpty(loop.body(), false);
            } else if (nodes.get(i) instanceof Section section) {
                checkEmpty(section.body(), false);
            }
        }
    }

    private static boolean isBlank(Node node) {
        return node instanceof Literal literal && literal.text().isBlank();
    }

    private static boolean isTurn(Node node) {
        return node instanceof Open || node instanceof Announce;
    }

    private void empty(Speaker speaker, int offset) {
        report(
                ProblemId.EMPTY_MESSAGE,
                offset,
                "The " + speaker.name().toLowerCase(Locale.ROOT) + " message is empty.",
                "Providers refuse messages without text: write some, or take its role away.");
    }

    private void checkUser(Template template, List<Piece> pieces) {
        Node first = template.body().stream()
                .filter(node -> !isBlank(node))
                .findFirst()
                .orElse(null);
        boolean begins = template.firstSpeaker() == Speaker.USER && first != null && !isTurn(first);
        boolean hasUser = begins
                || any(
                        pieces,
                        piece -> piece instanceof Piece.Splice
                                || (piece instanceof Piece.Open open && open.speaker() == Speaker.USER));
        boolean announces = template.body().stream().anyMatch(Announce.class::isInstance);
        if (!hasUser && !announces && first != null) {
            report(
                    ProblemId.NO_USER_MESSAGE,
                    first.offset(),
                    "The template has no user message.",
                    "Providers answer what a user says: begin a line with '"
                            + (syntax == SyntaxRules.BRACES ? "USER:" : "user:") + "'.");
        }
    }

    private static boolean any(List<Piece> pieces, Predicate<Piece> wanted) {
        return pieces.stream()
                .anyMatch(piece -> wanted.test(piece)
                        || (piece instanceof Piece.Choice choice
                                && (choice.cases().stream().anyMatch(each -> any(each.body(), wanted))
                                        || any(choice.otherwise(), wanted)))
                        || (piece instanceof Piece.Loop loop && any(loop.body(), wanted))
                        || (piece instanceof Piece.With with && any(with.body(), wanted)));
    }

    private void checkLiteral(Path path) {
        String name = path.root().text();
        boolean isInput =
                declaration.inputs().stream().anyMatch(input -> input.name().equals(name))
                        || declaration.computed().stream()
                                .anyMatch(computed -> computed.name().equals(name));
        if (isInput) {
            use.named(name);
            String sentence = syntax == SyntaxRules.BRACES
                    ? "Doubled braces make '{" + path + "}' plain text, though '" + name + "' is an input."
                    : "Single braces make '{" + path + "}' plain text, though '" + name + "' is an input.";
            report(
                    ProblemId.LITERAL_PLACEHOLDER,
                    path.offset(),
                    sentence,
                    "To insert the input, write " + syntax.placeholder(path.toString()) + ".");
        }
    }

    private void report(ProblemId id, int offset, String sentence, String hint) {
        problems.accept(new Problem(id, origins.at(offset), sentence, hint));
    }
}
