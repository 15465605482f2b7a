package dev.cuecard;

import dev.cuecard.exchange.Sleeper;
import java.util.Map;

/** What a client's builder keeps to its package, for the tests of others: variables, and waits that are none. */
public final class BuilderDoor {

    private BuilderDoor() {}

    /** A client that knows these variables and no others, and does not wait before it tries again. */
    public static PromptClient.Builder open(PromptClient.Builder builder, Map<String, String> variables) {
        return builder.environment(variables::get).sleeper(Sleeper.none());
    }
}
