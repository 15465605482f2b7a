package dev.cuecard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A text in which {@code ${env:NAME}} and {@code ${env:NAME:default}} stand for variables of the environment, as
 * {@code .prompty} files write them. What a variable holds is not searched for further references.
 *
 * @param pieces the text, cut where its references begin and end
 */
record EnvironmentText(List<Piece> pieces) {

    private static final String OPEN = "${env:";

    /**
     * A piece of the text.
     *
     * @param source how it stands in the text
     * @param variable the variable that it names, empty where it is no reference
     * @param fallback what stands in for a variable that is not set; empty where there is none, since an empty default
     *     says no more than that
     */
    record Piece(String source, String variable, String fallback) {

        boolean isReference() {
            return !variable.isEmpty();
        }

        Optional<String> value(Environment environment) {
            return environment.variable(variable).or(() -> Optional.of(fallback).filter(text -> !text.isBlank()));
        }
    }

    /** Whether there is anything in the text that has to be looked at more closely. */
    static boolean mayRefer(String text) {
        return text.contains(OPEN);
    }

    static EnvironmentText parse(String text) {
        List<Piece> pieces = new ArrayList<>();
        int literal = 0;
        int open = text.indexOf(OPEN);
        while (open >= 0) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            Piece reference = reference(text.substring(open, close + 1));
            if (reference.isReference()) {
                add(pieces, text.substring(literal, open));
                pieces.add(reference);
                literal = close + 1;
            }
            open = text.indexOf(OPEN, close + 1);
        }
        add(pieces, text.substring(literal));
        return new EnvironmentText(List.copyOf(pieces));
    }

    /** Reads a reference; one that names no variable, or holds another, stays the text that it is. */
    private static Piece reference(String source) {
        String inside = source.substring(OPEN.length(), source.length() - 1);
        int colon = inside.indexOf(':');
        String variable = (colon < 0 ? inside : inside.substring(0, colon)).strip();
        String fallback = colon < 0 ? "" : inside.substring(colon + 1);
        return inside.contains("${") ? new Piece(source, "", "") : new Piece(source, variable, fallback);
    }

    private static void add(List<Piece> pieces, String literal) {
        if (!literal.isEmpty()) {
            pieces.add(new Piece(literal, "", ""));
        }
    }

    /** Whether something in the text looks like a reference, and cannot be read as one. */
    boolean isBroken() {
        return pieces.stream()
                .anyMatch(piece -> !piece.isReference() && piece.source().contains(OPEN));
    }

    /** The variables that the text names, each once. */
    List<String> variables() {
        return pieces.stream()
                .filter(Piece::isReference)
                .map(Piece::variable)
                .distinct()
                .toList();
    }

    /** The first variable that is not set and has no default. */
    Optional<String> unset(Environment environment) {
        return pieces.stream()
                .filter(piece -> piece.isReference() && piece.value(environment).isEmpty())
                .map(Piece::variable)
                .findFirst();
    }

    /** The text with what its references stand for; one that stands for nothing is left as it is. */
    String fill(Environment environment) {
        return pieces.stream()
                .map(piece -> piece.isReference() ? piece.value(environment).orElse(piece.source()) : piece.source())
                .collect(Collectors.joining());
    }

    /** The text for those who may know the names of variables and nothing else: a default may be as secret as a value. */
    String masked() {
        return pieces.stream().map(EnvironmentText::masked).collect(Collectors.joining());
    }

    private static String masked(Piece piece) {
        if (!piece.isReference()) {
            return "***";
        }
        return OPEN + piece.variable() + (piece.fallback().isEmpty() ? "}" : ":***}");
    }
}
