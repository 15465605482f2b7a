package dev.cuecard.processor.source;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constant expression that makes a string: literals, text blocks and constants joined by {@code +}. It finds out which
 * piece of source an offset of the string comes from.
 *
 * <p>What a named constant holds is not known here, only the whole string is. The literals around it are looked up in
 * the string from the left and from the right; where both ways agree there is but one way they can lie.
 */
final class StringExpression {

    private final String whole;
    private final int start;
    private final List<Piece> pieces = new ArrayList<>();

    /** A literal, decoded, or another operand whose text may be unknown. */
    private record Piece(
            int start,
            @Nullable JavaLiteral literal,
            @Nullable String text) {}

    /** A place in the source; exact if it is that of the character itself. */
    record Origin(int offset, boolean exact) {}

    private StringExpression(String whole, int start) {
        this.whole = whole;
        this.start = start;
    }

    static StringExpression of(
            ExpressionTree tree, String whole, String source, CompilationUnitTree unit, SourcePositions positions) {
        StringExpression expression = new StringExpression(whole, startOf(tree, unit, positions));
        for (ExpressionTree operand : operands(tree)) {
            expression.add(operand, startOf(operand, unit, positions), source);
        }
        return expression;
    }

    private static int startOf(Tree tree, CompilationUnitTree unit, SourcePositions positions) {
        return (int) positions.getStartPosition(unit, tree);
    }

    private static List<ExpressionTree> operands(ExpressionTree tree) {
        List<ExpressionTree> operands = new ArrayList<>();
        Deque<ExpressionTree> open = new ArrayDeque<>();
        open.push(tree);
        while (!open.isEmpty()) {
            ExpressionTree next = open.pop();
            if (next instanceof ParenthesizedTree inner) {
                open.push(inner.getExpression());
            } else if (next instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                open.push(sum.getRightOperand());
                open.push(sum.getLeftOperand());
            } else {
                operands.add(next);
            }
        }
        return operands;
    }

    private void add(ExpressionTree operand, int from, String source) {
        if (!(operand instanceof LiteralTree literal)) {
            pieces.add(new Piece(from, null, null));
        } else if (literal.getValue() instanceof String text) {
            addLiterals(text, from, source);
        } else {
            pieces.add(new Piece(from, null, String.valueOf(literal.getValue())));
        }
    }

    /** The parser makes one literal of several joined by {@code +}; here they are taken apart again. */
    private void addLiterals(String text, int from, String source) {
        int at = from;
        int taken = 0;
        do {
            JavaLiteral part = JavaLiteral.at(source, at);
            if (!text.startsWith(part.text(), taken)) {
                throw new IllegalArgumentException("the literal at " + at + " is read in another way");
            }
            pieces.add(new Piece(at, part, part.text()));
            taken += part.text().length();
            at = taken < text.length() ? nextOperand(source, part.end()) : part.end();
        } while (taken < text.length());
    }

    private static int nextOperand(String source, int from) {
        int at = from;
        while (at < source.length() && source.charAt(at) != '"') {
            if (source.startsWith("//", at)) {
                while (at < source.length() && source.charAt(at) != '\n' && source.charAt(at) != '\r') {
                    at++;
                }
            } else if (source.startsWith("/*", at)) {
                at = Math.max(at, source.indexOf("*/", at + 2)) + 2;
            } else {
                at++;
            }
        }
        return at;
    }

    /** Returns where the character at an offset of the string was written. */
    Origin origin(int offset) {
        int[] left = fromLeft();
        int[] right = fromRight();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            boolean last = i == pieces.size() - 1;
            int from = left[i];
            int to = last ? whole.length() + 1 : left[i + 1];
            if (from < 0 || left[i] != right[i] || to < 0) {
                continue;
            }
            if (piece.literal() != null && offset >= from && offset < (last ? to : from + length(piece))) {
                return new Origin(piece.literal().origin(offset - from), true);
            }
            if (piece.literal() == null && offset >= from && offset < to) {
                return new Origin(piece.start(), false);
            }
        }
        return new Origin(start, false);
    }

    private static int length(Piece piece) {
        return piece.text() == null ? 0 : piece.text().length();
    }

    /** Returns where each piece begins if every known piece lies as far left as it can; -1 if there is no way. */
    private int[] fromLeft() {
        int[] starts = new int[pieces.size()];
        int at = 0;
        boolean loose = false;
        for (int i = 0; i < starts.length; i++) {
            String text = pieces.get(i).text();
            starts[i] = at;
            if (text == null) {
                loose = true;
                continue;
            }
            int found = loose ? whole.indexOf(text, at) : whole.startsWith(text, at) ? at : -1;
            if (found < 0) {
                Arrays.fill(starts, i, starts.length, -1);
                return starts;
            }
            starts[i] = found;
            at = found + text.length();
            loose = false;
        }
        return starts;
    }

    /** The same from the right. A piece of unknown text begins where the piece before it ends, so only that is known. */
    private int[] fromRight() {
        int[] starts = new int[pieces.size()];
        int end = whole.length();
        boolean loose = false;
        for (int i = starts.length - 1; i >= 0; i--) {
            String text = pieces.get(i).text();
            if (text == null) {
                loose = true;
                starts[i] = i == 0 ? 0 : -1;
                continue;
            }
            int latest = end - text.length();
            int found = loose ? whole.lastIndexOf(text, latest) : whole.startsWith(text, latest) ? latest : -1;
            starts[i] = found;
            end = found;
            loose = false;
        }
        for (int i = 1; i < starts.length; i++) {
            if (pieces.get(i).text() == null && starts[i - 1] >= 0) {
                starts[i] = starts[i - 1] + length(pieces.get(i - 1));
            }
        }
        return starts;
    }
}
