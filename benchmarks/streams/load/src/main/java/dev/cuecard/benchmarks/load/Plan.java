package dev.cuecard.benchmarks.load;

/**
 * What the server does with a request. It stands in the request as the name of the model, the one thing that every client
 * sends as it is told.
 *
 * @param kind how the chunks come
 * @param chunks how many with text there are
 * @param millis the time between two of them, where they are paced
 */
public record Plan(Kind kind, int chunks, int millis) {

    /** How chunks come. */
    public enum Kind {
        /** All at once, as fast as they are read. */
        FLAT,
        /** One by one; the text is the {@link System#nanoTime()} of its sending. */
        PACED,
        /** All at once, and then no end until the client goes away. */
        HELD
    }

    private static final String MARK = "plan";

    public static Plan flat(int chunks) {
        return new Plan(Kind.FLAT, chunks, 0);
    }

    public static Plan paced(int chunks, int millis) {
        return new Plan(Kind.PACED, chunks, millis);
    }

    public static Plan held(int chunks) {
        return new Plan(Kind.HELD, chunks, 0);
    }

    /** Reads the name of a model. */
    static Plan parse(String model) {
        String[] parts = model.split("-", -1);
        if (parts.length != 4 || !parts[0].equals(MARK)) {
            throw new IllegalArgumentException("no plan: " + model);
        }
        return new Plan(Kind.valueOf(parts[1]), Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
    }

    /** Returns the plan as the name of a model. */
    public String model() {
        return MARK + "-" + kind + "-" + chunks + "-" + millis;
    }
}
