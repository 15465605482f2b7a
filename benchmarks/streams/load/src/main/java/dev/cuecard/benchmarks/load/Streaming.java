package dev.cuecard.benchmarks.load;

/** A stream that is read to its end, and what came of it compared with what was sent. */
final class Streaming {

    private final Contender contender;
    private final Plan plan;
    private final Contender.Stream stream;

    /** Written by one thread at a time, and read when the stream has ended. */
    private volatile long characters;

    private Streaming(Contender contender, Plan plan) throws Exception {
        this.contender = contender;
        this.plan = plan;
        this.stream = contender.start(plan.model(), this::add);
    }

    static Streaming start(Contender contender, Plan plan) throws Exception {
        return new Streaming(contender, plan);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // The chunks of one stream come one after the other.
    private void add(String text) {
        characters += text.length();
    }

    /** Waits for the end. Whoever is measured has to have got it all; the raw socket gives no text. */
    void finish() throws Exception {
        stream.await();
        if (!(contender instanceof RawSocket) && characters != Wire.characters(plan)) {
            throw new IllegalStateException(characters + " characters of " + Wire.characters(plan));
        }
    }
}
