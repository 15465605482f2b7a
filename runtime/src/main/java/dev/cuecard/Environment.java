package dev.cuecard;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The variables that a client looks at.
 *
 * @param source gives the value of a variable, or null
 */
record Environment(UnaryOperator<@Nullable String> source) {

    /** The environment of those that look at none. */
    static final Environment EMPTY = new Environment(name -> null);

    /** A variable that is set to nothing is not set: shells and containers do that to unset one. */
    Optional<String> variable(String name) {
        return name.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(source.apply(name)).filter(value -> !value.isBlank());
    }
}
