package dev.cuecard.processor.write;

import dev.cuecard.processor.check.Access;
import dev.cuecard.processor.check.Condition;
import dev.cuecard.processor.check.Piece;
import dev.cuecard.processor.check.Term;
import dev.cuecard.processor.check.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The paths that pieces of a template use, at whatever depth. */
final class PieceTerms {

    private final List<Access> found = new ArrayList<>();

    private PieceTerms() {}

    static List<Access> of(List<Piece> pieces) {
        PieceTerms terms = new PieceTerms();
        pieces.forEach(terms::addPiece);
        return terms.found;
    }

    /** Returns the variables that a path uses, in its keys too. */
    static Set<Variable> variables(Access access) {
        Set<Variable> variables = new HashSet<>();
        PieceTerms keys = new PieceTerms();
        keys.addTerm(access);
        for (Access each : keys.found) {
            if (each.root() instanceof Access.Local local) {
                variables.add(local.variable());
            } else if (each.root() instanceof Access.Held held) {
                variables.add(held.variable());
            } else if (each.root() instanceof Access.Counted counted) {
                variables.add(counted.variable());
            }
        }
        return variables;
    }

    private void addPiece(Piece piece) {
        if (piece instanceof Piece.Insert insert) {
            addTerm(insert.value());
        } else if (piece instanceof Piece.Choice choice) {
            choice.cases().forEach(each -> {
                addCondition(each.condition());
                each.body().forEach(this::addPiece);
            });
            choice.otherwise().forEach(this::addPiece);
        } else if (piece instanceof Piece.Loop loop) {
            addTerm(loop.elements());
            loop.body().forEach(this::addPiece);
        } else if (piece instanceof Piece.With with) {
            addTerm(with.value());
            with.body().forEach(this::addPiece);
        } else if (piece instanceof Piece.Splice splice) {
            addTerm(splice.value());
        } else if (piece instanceof Piece.Picture picture) {
            addTerm(picture.value());
        }
    }

    private void addCondition(Condition condition) {
        if (condition instanceof Condition.True asked) {
            addTerm(asked.value());
        } else if (condition instanceof Condition.Not not) {
            addCondition(not.of());
        } else if (condition instanceof Condition.Logic logic) {
            logic.operands().forEach(this::addCondition);
        } else if (condition instanceof Condition.Compared compared) {
            addTerm(compared.left());
            addTerm(compared.right());
        }
    }

    private void addTerm(Term term) {
        if (term instanceof Access access) {
            found.add(access);
            for (Access.Step step : access.steps()) {
                if (step instanceof Access.Lookup lookup) {
                    addTerm(lookup.key());
                } else if (step instanceof Access.At at) {
                    addTerm(at.index());
                }
            }
        } else if (term instanceof Term.Edited edited) {
            addTerm(edited.of());
            edited.arguments().forEach(this::addTerm);
        } else if (term instanceof Term.Joined joined) {
            addTerm(joined.elements());
            addTerm(joined.separator());
        } else if (term instanceof Term.Lines lines) {
            addTerm(lines.value());
        } else if (term instanceof Term.Length length) {
            addTerm(length.of());
        } else if (term instanceof Term.Fallback fallback) {
            addTerm(fallback.value());
            addTerm(fallback.otherwise());
        } else if (term instanceof Term.FirstTrue first) {
            first.tests().forEach(this::addCondition);
            first.values().forEach(this::addTerm);
        } else if (term instanceof Term.Json json) {
            addTerm(json.of());
        } else if (term instanceof Term.Truth truth) {
            addCondition(truth.condition());
        }
    }
}
