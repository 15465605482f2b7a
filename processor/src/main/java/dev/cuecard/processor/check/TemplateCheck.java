package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.read.PromptDeclaration;
import dev.cuecard.processor.source.Place;
import dev.cuecard.processor.template.Parsed;
import dev.cuecard.processor.template.SyntaxFault;
import dev.cuecard.processor.template.Template;
import dev.cuecard.processor.template.Template.Path;
import dev.cuecard.processor.template.Template.Speaker;
import dev.cuecard.processor.template.Template.Spliced;
import dev.cuecard.processor.template.Template.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks a whole template: its faults, its turns, and whether it uses all inputs. */
final class TemplateCheck {

    private final PromptDeclaration declaration;
    private final Place place;
    private final Consumer<Problem> problems;
    private final InputUse use = new InputUse();
    private final PathCheck paths;
    private final BodyCheck bodies;

    TemplateCheck(PromptDeclaration declaration, TypeFacts facts, Place place, Consumer<Problem> problems) {
        this.declaration = declaration;
        this.place = place;
        this.problems = problems;
        this.paths = new PathCheck(declaration, facts, use, place, problems);
        this.bodies = new BodyCheck(facts, paths, place, problems);
    }

    boolean isUnresolved() {
        return paths.isUnresolved();
    }

    List<Turn> check(Parsed parsed) {
        Template template = parsed.template();
        parsed.faults().forEach(this::report);
        Optional<Problem> tooLarge = ClassSize.problem(template, place);
        if (tooLarge.isPresent()) {
            problems.accept(tooLarge.get());
            return List.of();
        }
        List<Turn> turns = new ArrayList<>();
        for (Template.Turn turn : template.turns()) {
            if (turn instanceof Spoken message) {
                if (message.body().isEmpty()) {
                    report(
                            ProblemId.EMPTY_MESSAGE,
                            message.offset(),
                            "The " + message.speaker().name().toLowerCase(Locale.ROOT) + " message is empty.",
                            "Providers refuse messages without text: write some, or take its role away.");
                }
                turns.addAll(bodies.spoken(message));
            } else if (turn instanceof Spliced splice) {
                bodies.spliced(splice).ifPresent(turns::add);
            }
        }
        checkUser(template, turns);
        template.escaped().forEach(this::checkEscaped);
        use.reportUnused(declaration.inputs(), problems);
        return turns;
    }

    private void report(SyntaxFault fault) {
        fault.named().ifPresent(path -> use.used(path.root().name()));
        ProblemId id = switch (fault.kind()) {
            case SYNTAX -> ProblemId.TEMPLATE_SYNTAX;
            case ROLE -> ProblemId.UNKNOWN_ROLE;
        };
        problems.accept(new Problem(id, place.at(fault.offset()), fault.sentence(), fault.details()));
    }

    private void checkUser(Template template, List<Turn> turns) {
        boolean hasUser = turns.stream()
                .anyMatch(turn ->
                        turn instanceof Turn.Splice || (turn instanceof Turn.Say say && say.speaker() == Speaker.USER));
        boolean hasSplice = template.turns().stream().anyMatch(Spliced.class::isInstance);
        if (!hasUser && !hasSplice && !template.turns().isEmpty()) {
            report(
                    ProblemId.NO_USER_MESSAGE,
                    template.turns().get(0).offset(),
                    "The template has no user message.",
                    "Providers answer what a user says: begin a line with 'USER:'.");
        }
    }

    private void checkEscaped(Path path) {
        String name = path.root().name();
        boolean isInput =
                declaration.inputs().stream().anyMatch(input -> input.name().equals(name))
                        || declaration.computed().stream()
                                .anyMatch(computed -> computed.name().equals(name));
        if (isInput) {
            use.named(name);
            report(
                    ProblemId.LITERAL_PLACEHOLDER,
                    path.offset(),
                    "Doubled braces make '{" + path + "}' plain text, though '" + name + "' is an input.",
                    "To insert the input, write {" + path + "}.");
        }
    }

    private void report(ProblemId id, int offset, String sentence, String hint) {
        problems.accept(new Problem(id, place.at(offset), sentence, hint));
    }
}
