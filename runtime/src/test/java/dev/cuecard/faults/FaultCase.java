package dev.cuecard.faults;

import dev.cuecard.kit.Protocol;
import dev.cuecard.provider.MockWriter.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * One meeting of a caller and a server that goes wrong. The same seed gives the same one.
 *
 * @param place before which of the reply's events the fault strikes, in thousandths of the reply
 * @param offset where in that event, in thousandths of it
 * @param variant chooses among the forms that a fault has
 * @param patience after how many chunks the caller has enough
 */
record FaultCase(
        long seed,
        Protocol protocol,
        Fault fault,
        Transport transport,
        Delivery delivery,
        Caller caller,
        Reply reply,
        int place,
        int offset,
        int variant,
        int patience) {

    /** What may come together. Seeds that follow one another go through all of it. */
    record Kind(Fault fault, Transport transport, Delivery delivery) {}

    static final List<Kind> KINDS = kinds();

    private static final List<Caller> CALLERS = List.of(Caller.values());
    private static final int THOUSANDTHS = 1_000;
    private static final int VARIANTS = 1_000_000;
    private static final int LONGEST_PATIENCE = 12;

    private static List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            for (Transport transport : Transport.values()) {
                for (Delivery delivery : Delivery.values()) {
                    if (fault.isPossibleWith(transport)) {
                        kinds.add(new Kind(fault, transport, delivery));
                    }
                }
            }
        }
        return List.copyOf(kinds);
    }

    /** Neighbouring seeds of a {@code Random} begin alike; these do not. */
    private static Random scattered(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }

    static FaultCase of(Protocol protocol, long seed) {
        Kind kind = KINDS.get((int) Math.floorMod(seed, (long) KINDS.size()));
        Random random = scattered(seed);
        Caller caller = CALLERS.get(random.nextInt(CALLERS.size()));
        return new FaultCase(
                seed,
                protocol,
                kind.fault(),
                kind.transport(),
                kind.delivery(),
                caller,
                Replies.reply(random),
                random.nextInt(THOUSANDTHS),
                random.nextInt(THOUSANDTHS),
                random.nextInt(VARIANTS),
                1 + random.nextInt(LONGEST_PATIENCE));
    }

    /** What is random beside the case's own values: how the body is cut into pieces, for one. */
    Random random() {
        return scattered(~seed);
    }

    /** One of so many forms that the fault has. */
    int form(int forms) {
        return variant % forms;
    }

    /** What the messages of failures begin with. */
    String name() {
        return "-Dcuecard.case=" + protocol + ":" + seed;
    }

    @Override
    public String toString() {
        return name() + " brings it back: " + fault + " over " + transport + " in " + delivery + ", " + caller
                + ", before event " + place + "‰, in it " + offset + "‰, variant " + variant + ", patience " + patience
                + ", " + reply;
    }
}
