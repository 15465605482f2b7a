package dev.cuecard.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a call is made: sampling, limits, and what to keep. Immutable; every method that sets something returns changed
 * options. What is not set is left to the prompt's annotation, then to the client, then to the provider.
 *
 * <p>Values are checked when they are set, so that a wrong one shows where it was written.
 */
public final class CallOptions {

    private static final CallOptions DEFAULTS = new CallOptions(new Values());

    private final Values values;

    private CallOptions(Values values) {
        this.values = values;
    }

    /**
     * Returns options that set nothing.
     *
     * @return the options
     */
    public static CallOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Sets the sampling temperature.
     *
     * @param temperature 0 or more; providers end at 1 or 2
     * @return the changed options
     */
    public CallOptions temperature(double temperature) {
        require(temperature >= 0 && Double.isFinite(temperature), "temperature", temperature, "0 or more");
        Values changed = new Values(values);
        changed.temperature = temperature;
        return new CallOptions(changed);
    }

    /**
     * Sets nucleus sampling.
     *
     * @param topP from 0 to 1
     * @return the changed options
     */
    public CallOptions topP(double topP) {
        require(topP >= 0 && topP <= 1, "topP", topP, "from 0 to 1");
        Values changed = new Values(values);
        changed.topP = topP;
        return new CallOptions(changed);
    }

    /**
     * Sets the most tokens of the reply, thinking included where the provider counts it so.
     *
     * @param maxTokens 1 or more
     * @return the changed options
     */
    public CallOptions maxTokens(int maxTokens) {
        require(maxTokens >= 1, "maxTokens", maxTokens, "1 or more");
        Values changed = new Values(values);
        changed.maxTokens = maxTokens;
        return new CallOptions(changed);
    }

    /**
     * Sets the seed of the sampling.
     *
     * @param seed any number; providers that take one promise no more than best effort
     * @return the changed options
     */
    public CallOptions seed(long seed) {
        Values changed = new Values(values);
        changed.seed = seed;
        return new CallOptions(changed);
    }

    /**
     * Sets the texts that end the reply.
     *
     * @param stop the texts, none of them empty; replaces earlier ones
     * @return the changed options
     */
    public CallOptions stop(String... stop) {
        for (String text : Objects.requireNonNull(stop, "stop")) {
            require(
                    !Objects.requireNonNull(text, "a text of stop").isEmpty(),
                    "stop",
                    "\"\"",
                    "a text of one character or more");
        }
        Values changed = new Values(values);
        changed.stop = List.of(stop);
        return new CallOptions(changed);
    }

    /**
     * Adds a field to the request as it is. A field that Cuecard writes too is replaced.
     *
     * @param name the field's name
     * @param json its value as JSON text; a provider refuses text that is not JSON when the call is made
     * @return the changed options
     */
    public CallOptions extra(String name, String json) {
        require(!Objects.requireNonNull(name, "name").isBlank(), "extra", "\"" + name + "\"", "a field name");
        Values changed = new Values(values);
        Map<String, String> extra = new LinkedHashMap<>(values.extra);
        extra.put(name, Objects.requireNonNull(json, "json"));
        changed.extra = Collections.unmodifiableMap(extra);
        return new CallOptions(changed);
    }

    /**
     * Sets whether {@code call()} asks the provider to stream, and reads the stream to its end. {@code stream()} always
     * does.
     *
     * @param stream true to stream
     * @return the changed options
     */
    public CallOptions stream(boolean stream) {
        Values changed = new Values(values);
        changed.stream = stream;
        return new CallOptions(changed);
    }

    /**
     * Sets whether text is gathered for the result. Without it the result's text, reasoning and tool calls are empty, and
     * a stream of any length takes no more memory than a chunk and what the provider signs: 16 Mi characters at the most.
     *
     * @param accumulate false to keep nothing; true unless set
     * @return the changed options
     */
    public CallOptions accumulate(boolean accumulate) {
        Values changed = new Values(values);
        changed.accumulate = accumulate;
        return new CallOptions(changed);
    }

    /**
     * Sets the deadlines of the call in place of the client's.
     *
     * @param timeouts the deadlines
     * @return the changed options
     */
    public CallOptions timeouts(Timeouts timeouts) {
        Values changed = new Values(values);
        changed.timeouts = Objects.requireNonNull(timeouts, "timeouts");
        return new CallOptions(changed);
    }

    /**
     * Sets the retries of the call in place of the client's.
     *
     * @param retries the policy
     * @return the changed options
     */
    public CallOptions retries(Retries retries) {
        Values changed = new Values(values);
        changed.retries = Objects.requireNonNull(retries, "retries");
        return new CallOptions(changed);
    }

    /**
     * Lays other options over these.
     *
     * @param over what it sets wins; extra fields are joined
     * @return the joined options
     */
    public CallOptions merge(CallOptions over) {
        Values changed = new Values(values);
        Values other = Objects.requireNonNull(over, "options").values;
        changed.temperature = first(other.temperature, values.temperature);
        changed.topP = first(other.topP, values.topP);
        changed.maxTokens = first(other.maxTokens, values.maxTokens);
        changed.seed = first(other.seed, values.seed);
        changed.stop = first(other.stop, values.stop);
        changed.stream = first(other.stream, values.stream);
        changed.accumulate = first(other.accumulate, values.accumulate);
        changed.timeouts = first(other.timeouts, values.timeouts);
        changed.retries = first(other.retries, values.retries);
        Map<String, String> extra = new LinkedHashMap<>(values.extra);
        extra.putAll(other.extra);
        changed.extra = Collections.unmodifiableMap(extra);
        return new CallOptions(changed);
    }

    private static <T> @Nullable T first(@Nullable T over, @Nullable T under) {
        return over != null ? over : under;
    }

    private static void require(boolean holds, String option, Object value, String range) {
        if (!holds) {
            throw new IllegalArgumentException("CallOptions." + option + " is " + value + "; it must be " + range);
        }
    }

    /**
     * Returns the sampling temperature.
     *
     * @return the temperature, if set
     */
    public OptionalDouble temperature() {
        return values.temperature == null ? OptionalDouble.empty() : OptionalDouble.of(values.temperature);
    }

    /**
     * Returns the share of nucleus sampling.
     *
     * @return the share, if set
     */
    public OptionalDouble topP() {
        return values.topP == null ? OptionalDouble.empty() : OptionalDouble.of(values.topP);
    }

    /**
     * Returns the most tokens of the reply.
     *
     * @return the count, if set
     */
    public OptionalInt maxTokens() {
        return values.maxTokens == null ? OptionalInt.empty() : OptionalInt.of(values.maxTokens);
    }

    /**
     * Returns the seed of the sampling.
     *
     * @return the seed, if set
     */
    public OptionalLong seed() {
        return values.seed == null ? OptionalLong.empty() : OptionalLong.of(values.seed);
    }

    /**
     * Returns the texts that end the reply.
     *
     * @return the texts, may be empty
     */
    public List<String> stop() {
        return values.stop == null ? List.of() : values.stop;
    }

    /**
     * Returns the fields that are added to the request.
     *
     * @return JSON text by field name, in the order they were added
     */
    public Map<String, String> extra() {
        return values.extra;
    }

    /**
     * Returns whether {@code call()} streams.
     *
     * @return the choice, if made
     */
    public Optional<Boolean> stream() {
        return Optional.ofNullable(values.stream);
    }

    /**
     * Returns whether text is gathered for the result.
     *
     * @return true unless set otherwise
     */
    public boolean accumulate() {
        return values.accumulate == null || values.accumulate;
    }

    /**
     * Returns the deadlines of the call.
     *
     * @return the deadlines, if set
     */
    public Optional<Timeouts> timeouts() {
        return Optional.ofNullable(values.timeouts);
    }

    /**
     * Returns the retries of the call.
     *
     * @return the policy, if set
     */
    public Optional<Retries> retries() {
        return Optional.ofNullable(values.retries);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallOptions that && values.asMap().equals(that.values.asMap());
    }

    @Override
    public int hashCode() {
        return values.asMap().hashCode();
    }

    /** Shows what is set, and of extra fields the names alone: their values may be anything. */
    @Override
    public String toString() {
        Map<String, Object> shown = values.asMap();
        if (!values.extra.isEmpty()) {
            shown.put("extra", new ArrayList<>(values.extra.keySet()));
        }
        return "CallOptions" + shown;
    }

    /** The values; null is not set. */
    private static final class Values {
        private @Nullable Double temperature;
        private @Nullable Double topP;
        private @Nullable Integer maxTokens;
        private @Nullable Long seed;
        private @Nullable List<String> stop;
        private Map<String, String> extra = Map.of();
        private @Nullable Boolean stream;
        private @Nullable Boolean accumulate;
        private @Nullable Timeouts timeouts;
        private @Nullable Retries retries;

        Values() {}

        Values(Values other) {
            temperature = other.temperature;
            topP = other.topP;
            maxTokens = other.maxTokens;
            seed = other.seed;
            stop = other.stop;
            extra = other.extra;
            stream = other.stream;
            accumulate = other.accumulate;
            timeouts = other.timeouts;
            retries = other.retries;
        }

        Map<String, Object> asMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            put(map, "temperature", temperature);
            put(map, "topP", topP);
            put(map, "maxTokens", maxTokens);
            put(map, "seed", seed);
            put(map, "stop", stop);
            put(map, "extra", extra.isEmpty() ? null : extra);
            put(map, "stream", stream);
            put(map, "accumulate", accumulate);
            put(map, "timeouts", timeouts);
            put(map, "retries", retries);
            return map;
        }

        private static void put(Map<String, Object> map, String name, @Nullable Object value) {
            if (value != null) {
                map.put(name, value);
            }
        }
    }
}
