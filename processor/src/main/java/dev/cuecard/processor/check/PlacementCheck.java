package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.check.Piece.Choice;
import dev.cuecard.processor.check.Piece.Loop;
import dev.cuecard.processor.check.Piece.Open;
import dev.cuecard.processor.check.Piece.Picture;
import dev.cuecard.processor.check.Piece.Splice;
import dev.cuecard.processor.check.Piece.With;
import dev.cuecard.processor.check.Piece.Words;
import dev.cuecard.processor.source.Origins;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that messages stand in a paragraph of their own, and images at an end of a line at least. What lies in a
 * choice or a loop is seen together with what lies around it.
 */
final class PlacementCheck {

    private final SyntaxRules syntax;
    private final Origins origins;
    private final Consumer<Problem> problems;

    PlacementCheck(SyntaxRules syntax, Origins origins, Consumer<Problem> problems) {
        this.syntax = syntax;
        this.origins = origins;
        this.problems = problems;
    }

    void check(List<Piece> pieces) {
        check(pieces, Gap.EDGE, () -> Gap.EDGE);
    }

    /** Checks a list of pieces, given what comes before and behind, and returns what its end leaves before what follows. */
    private Gap check(List<Piece> pieces, Gap before, Supplier<Gap> behind) {
        Gap gap = before;
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            List<Piece> rest = pieces.subList(i + 1, pieces.size());
            Supplier<Gap> ahead = () -> ahead(rest, 0, behind);
            if (piece instanceof Words words) {
                gap = after(words.text(), gap);
            } else if (isTurn(piece)) {
                gap = Gap.EDGE;
            } else if (piece instanceof Splice splice) {
                checkSplice(splice, gap, ahead.get(), i > 0 ? pieces.get(i - 1) : piece);
                gap = Gap.PART;
            } else if (piece instanceof Picture picture) {
                checkPicture(picture, gap, ahead.get());
                gap = Gap.PART;
            } else {
                List<List<Piece>> bodies = bodies(piece);
                Gap entered = gap;
                Gap left = bodies.isEmpty() ? Gap.TEXT : null;
                for (List<Piece> body : bodies) {
                    Gap end = check(body, entered, ahead);
                    left = left == null ? end : left.or(end);
                }
                gap = left == null ? entered : left;
            }
        }
        return gap;
    }

    private static boolean isTurn(Piece piece) {
        return piece instanceof Open || (piece instanceof Splice splice && splice.announced());
    }

    /** Returns the ways through a piece: the bodies of a choice, or a loop's body and none; nothing for text. */
    private static List<List<Piece>> bodies(Piece piece) {
        List<List<Piece>> bodies = new ArrayList<>();
        if (piece instanceof Choice choice) {
            choice.cases().forEach(each -> bodies.add(each.body()));
            bodies.add(choice.otherwise());
        } else if (piece instanceof Loop loop) {
            bodies.add(loop.body());
            bodies.add(List.of());
        } else if (piece instanceof With with) {
            bodies.add(with.body());
        }
        return bodies;
    }

    private static Gap after(String text, Gap before) {
        String visible = text.stripTrailing();
        int newlines = newlines(text.substring(visible.length()));
        return visible.isEmpty() ? before.withMore(newlines) : Gap.TEXT.withMore(newlines);
    }

    private static int newlines(String space) {
        return (int) space.chars().filter(c -> c == '\n').count();
    }

    private static Gap ahead(List<Piece> pieces, int newlines, Supplier<Gap> behind) {
        int passed = newlines;
        Gap nearest = null;
        for (Piece piece : pieces) {
            if (piece instanceof Words words) {
                String text = words.text();
                int lead = text.length() - text.stripLeading().length();
                passed += newlines(text.substring(0, lead));
                if (lead < text.length()) {
                    return nearer(nearest, Gap.TEXT.withMore(passed));
                }
            } else if (isTurn(piece)) {
                return nearer(nearest, Gap.EDGE);
            } else if (piece instanceof Splice || piece instanceof Picture) {
                return nearer(nearest, Gap.PART.withMore(passed));
            } else {
                List<List<Piece>> bodies = bodies(piece);
                if (bodies.isEmpty()) {
                    return nearer(nearest, Gap.TEXT.withMore(passed));
                }
                int least = Integer.MAX_VALUE;
                for (List<Piece> body : bodies) {
                    // An edge here says that the way through this body meets nothing.
                    Gap within = ahead(body, passed, () -> Gap.EDGE);
                    if (!within.isEdge()) {
                        nearest = nearer(nearest, within);
                    }
                    least = Math.min(least, passed + newlinesOnly(body));
                }
                passed = least;
            }
        }
        Gap beyond = behind.get();
        return nearer(nearest, beyond.isEdge() ? beyond : beyond.withMore(passed));
    }

    private static int newlinesOnly(List<Piece> body) {
        int count = 0;
        for (Piece piece : body) {
            count += piece instanceof Words words ? newlines(words.text()) : 0;
        }
        return count;
    }

    private static Gap nearer(@Nullable Gap one, Gap other) {
        return one == null ? other : one.or(other);
    }

    private void checkSplice(Splice splice, Gap before, Gap behind, Piece previous) {
        if (before.isParagraph() && behind.isParagraph()) {
            return;
        }
        String placeholder = syntax.placeholder(splice.value().path());
        boolean announced = !before.isParagraph()
                && previous instanceof Words words
                && words.text().stripTrailing().endsWith("MESSAGES:");
        report(
                splice.offset(),
                "The messages '" + splice.value().path() + "' stand in the middle of text.",
                announced && syntax == SyntaxRules.BRACES
                        ? "'MESSAGES:' counts only at the beginning of a line."
                        : "Put " + placeholder + " in a paragraph of its own"
                                + (syntax == SyntaxRules.BRACES ? ", or after 'MESSAGES:'." : "."));
    }

    private void checkPicture(Picture picture, Gap before, Gap behind) {
        if (before.isTextOnLine() && behind.isTextOnLine()) {
            report(
                    picture.offset(),
                    "The image '" + picture.value().path() + "' stands in the middle of text.",
                    "Put " + syntax.placeholder(picture.value().path())
                            + " on a line of its own, or at either end of one.");
        }
    }

    private void report(int offset, String sentence, String hint) {
        problems.accept(new Problem(ProblemId.MISPLACED_PART, origins.at(offset), sentence, hint));
    }
}
