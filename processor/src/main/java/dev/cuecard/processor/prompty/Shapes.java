package dev.cuecard.processor.prompty;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads values as what they must be, and says what is something else. */
final class Shapes {

    private final Faults faults;

    Shapes(Faults faults) {
        this.faults = faults;
    }

    /** Reads a text that is known at compile time. */
    Optional<Located<String>> text(YamlValue value, String what) {
        return value instanceof YamlValue.Scalar scalar && scalar.text().isBlank()
                ? Optional.of(located(scalar))
                : word(value, what);
    }

    /** Reads a text that is known at compile time, and that is not empty. */
    Optional<Located<String>> word(YamlValue value, String what) {
        return written(value, what).filter(scalar -> isKnown(scalar, what)).map(Shapes::located);
    }

    /** Reads a text that may refer to environment variables. */
    Optional<Located<String>> reference(YamlValue value, String what) {
        checkReferences(value);
        return written(value, what).map(Shapes::located);
    }

    Optional<Located<Boolean>> flag(YamlValue value, String what) {
        return typed(value, what, "true or false", YamlValue.Type.BOOLEAN)
                .map(scalar -> new Located<>(scalar.text().equalsIgnoreCase("true"), scalar.offset()));
    }

    Optional<Located<Double>> number(YamlValue value, String what) {
        Optional<YamlValue.Scalar> number =
                typed(value, what, "a number", YamlValue.Type.FLOAT, YamlValue.Type.INTEGER);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        YamlValue.Scalar scalar = number.get();
        double read = Double.NaN;
        if (scalar.type() == YamlValue.Type.INTEGER) {
            read = scalar.toInteger().doubleValue();
        } else if (scalar.isNumber()) {
            read = Double.parseDouble(scalar.text());
        }
        if (!Double.isFinite(read)) {
            wrong(value, what, "a finite number");
            return Optional.empty();
        }
        return Optional.of(new Located<>(read, scalar.offset()));
    }

    /** Reads a whole number that has up to a number of bits, the sign counted. */
    Optional<Located<BigInteger>> integer(YamlValue value, String what, int bits) {
        Optional<YamlValue.Scalar> scalar = typed(value, what, "a whole number", YamlValue.Type.INTEGER);
        if (scalar.isPresent() && scalar.get().toInteger().bitLength() >= bits) {
            wrong(value, what, "a whole number of at most " + bits + " bits");
            return Optional.empty();
        }
        return scalar.map(known -> new Located<>(known.toInteger(), known.offset()));
    }

    /** Reads one text, or a list of texts. */
    Optional<Located<List<String>>> texts(YamlValue value, String what) {
        List<YamlValue> values = value instanceof YamlValue.Sequence sequence ? sequence.values() : List.of(value);
        List<String> texts = new ArrayList<>();
        for (YamlValue each : values) {
            typed(each, what, "a text or a list of texts", YamlValue.Type.STRING)
                    .ifPresent(scalar -> texts.add(scalar.text()));
        }
        return texts.size() == values.size()
                ? Optional.of(new Located<>(List.copyOf(texts), value.offset()))
                : Optional.empty();
    }

    Optional<YamlValue.Mapping> mapping(YamlValue value, String what, String expected) {
        if (value instanceof YamlValue.Mapping mapping) {
            return Optional.of(mapping);
        }
        wrong(value, what, expected);
        return Optional.empty();
    }

    /** Reads a value that is compiled in as it is: it refers to no environment, and JSON can express it. */
    Optional<YamlValue> constant(YamlValue value, String what) {
        return isConstant(value, what) ? Optional.of(value) : Optional.empty();
    }

    /** Says what is wrong with references to environment variables in a value that may hold them. */
    void checkReferences(YamlValue value) {
        if (value instanceof YamlValue.Scalar scalar) {
            if (scalar.type() == YamlValue.Type.STRING) {
                for (String sentence : EnvReference.in(scalar.text()).malformed()) {
                    faults.add(
                            scalar.offset(),
                            sentence,
                            "A reference is ${env:NAME} or ${env:NAME:default}; a name has letters, digits and '_'.");
                }
            }
        } else if (value instanceof YamlValue.Sequence sequence) {
            sequence.values().forEach(this::checkReferences);
        } else if (value instanceof YamlValue.Mapping mapping) {
            mapping.entries().forEach(entry -> checkReferences(entry.value()));
        }
    }

    void wrong(YamlValue value, String what, String expected) {
        faults.add(value.offset(), what + " is " + Wording.of(value) + "; it must be " + expected + ".");
    }

    private boolean isConstant(YamlValue value, String what) {
        boolean constant = true;
        if (value instanceof YamlValue.Sequence sequence) {
            for (YamlValue element : sequence.values()) {
                constant &= isConstant(element, what);
            }
        } else if (value instanceof YamlValue.Mapping mapping) {
            for (YamlValue.Entry entry : mapping.entries()) {
                constant &= isConstant(entry.value(), what);
            }
        } else if (value instanceof YamlValue.Scalar scalar) {
            constant = isKnown(scalar, what);
            if (scalar.type() == YamlValue.Type.FLOAT && !scalar.isNumber()) {
                wrong(value, what, "something that JSON can express");
                constant = false;
            }
        }
        return constant;
    }

    private static Located<String> located(YamlValue.Scalar scalar) {
        return new Located<>(scalar.text(), scalar.offset());
    }

    private Optional<YamlValue.Scalar> typed(YamlValue value, String what, String expected, YamlValue.Type... types) {
        if (value instanceof YamlValue.Scalar scalar) {
            if (!isKnown(scalar, what)) {
                return Optional.empty();
            }
            if (List.of(types).contains(scalar.type())) {
                return Optional.of(scalar);
            }
        }
        wrong(value, what, expected);
        return Optional.empty();
    }

    private Optional<YamlValue.Scalar> written(YamlValue value, String what) {
        if (value instanceof YamlValue.Scalar scalar && !scalar.text().isBlank()) {
            return Optional.of(scalar);
        }
        wrong(value, what, value instanceof YamlValue.Scalar ? "a text that is not empty" : "a text");
        return Optional.empty();
    }

    private boolean isKnown(YamlValue.Scalar scalar, String what) {
        if (scalar.type() != YamlValue.Type.STRING
                || EnvReference.in(scalar.text()).isEmpty()) {
            return true;
        }
        faults.add(
                scalar.offset(),
                what + " refers to an environment variable, which can be done only in the model's id and connection.",
                "Everything else is checked and compiled in: write the value itself.");
        return false;
    }
}
