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
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constant expression that makes a string: literals, text blocks and constants joined by {@code +}. It finds out which
 * piece of source an offset of the string comes from.
 *
 * <p>What a named constant holds is not known here, only the whole string is. Literals before the first constant and
 * behind the last one have their places all the same; one between two constants has where it occurs there but once.
 */
final class StringExpression {

    private final String whole;
    private final int start;
    private final List<Piece> pieces = new ArrayList<>();
    private int[] starts = {};

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
        expression.starts = expression.startsOfPieces();
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
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            boolean isLast = i == pieces.size() - 1;
            int from = starts[i];
            int to = isLast ? whole.length() + 1 : piece.text() == null ? starts[i + 1] : from + length(piece);
            if (from >= 0 && offset >= from && offset < to) {
                return piece.literal() != null
                        ? new Origin(piece.literal().origin(offset - from), true)
                        : new Origin(piece.start(), false);
            }
        }
        return new Origin(start, false);
    }

    private static int length(Piece piece) {
        return piece.text() == null ? 0 : piece.text().length();
    }

    /** Returns where each piece begins in the string, -1 where there is more than one way. */
    private int[] startsOfPieces() {
        int count = pieces.size();
        int firstUnknown = 0;
        while (firstUnknown < count && pieces.get(firstUnknown).text() != null) {
            firstUnknown++;
        }
        int lastUnknown = count - 1;
        while (lastUnknown >= 0 && pieces.get(lastUnknown).text() != null) {
            lastUnknown--;
        }
        int[] found = new int[count];
        int head = 0;
        for (int i = 0; i < firstUnknown; i++) {
            found[i] = head;
            head += length(pieces.get(i));
        }
        int tail = whole.length();
        for (int i = count - 1; i > lastUnknown && i >= firstUnknown; i--) {
            tail -= length(pieces.get(i));
            found[i] = tail;
        }
        if (firstUnknown < count) {
            findBetween(firstUnknown, lastUnknown, head, tail, found);
        }
        for (int i = 0; i < count; i++) {
            String text = pieces.get(i).text();
            // Operands that are added up before they become text are not what they seem.
            if (text != null && found[i] >= 0 && !whole.startsWith(text, found[i])) {
                found[i] = -1;
            }
        }
        return found;
    }

    /** Places what lies between two constants: as far left and as far right as it goes, which must be the same. */
    private void findBetween(int first, int last, int head, int tail, int[] found) {
        int[] left = new int[pieces.size()];
        int at = head;
        for (int i = first; i <= last; i++) {
            String text = pieces.get(i).text();
            boolean loose = i > first && pieces.get(i - 1).text() == null;
            left[i] = at < 0 || text == null ? at : loose ? whole.indexOf(text, at) : at;
            at = left[i] < 0 ? -1 : left[i] + length(pieces.get(i));
        }
        int end = tail;
        for (int i = last; i >= first; i--) {
            String text = pieces.get(i).text();
            if (text == null) {
                continue;
            }
            boolean loose = pieces.get(i + 1).text() == null;
            int latest = end - text.length();
            found[i] = end < 0 ? -1 : loose ? whole.lastIndexOf(text, latest) : latest;
            end = found[i];
            found[i] = found[i] == left[i] ? found[i] : -1;
        }
        for (int i = first; i <= last; i++) {
            if (pieces.get(i).text() == null) {
                found[i] = i == 0 ? 0 : found[i - 1] < 0 ? -1 : found[i - 1] + length(pieces.get(i - 1));
            }
        }
        for (int i = first; i < last; i++) {
            if (pieces.get(i).text() == null && pieces.get(i + 1).text() == null) {
                // Where one constant ends and the next begins cannot be told.
                found[i] = -1;
                found[i + 1] = -1;
            }
        }
    }
}
