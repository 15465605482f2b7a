package dev.cuecard.benchmarks.load;

import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What the process of a contender does: one measurement, whose figures it prints as lines of a name and a number.
 *
 * <p>Arguments: the server's base URL, the measurement, and its own numbers.
 */
public final class Load {

    private static final ScheduledExecutorService PATIENCE = Executors.newSingleThreadScheduledExecutor();

    private Load() {}

    /** Runs the measurement that the arguments ask for. */
    @SuppressWarnings({"SystemOut", "CatchAndPrintStackTrace"})
    public static void run(String[] arguments, Contender.Factory factory) {
        int status = 0;
        try {
            System.out.print(measure(arguments, factory));
            System.out.flush();
        } catch (Exception e) {
            e.printStackTrace();
            status = 1;
        }
        // Some leave threads behind that would keep the process alive.
        System.exit(status);
    }

    /** Ends the process unless what is returned is cancelled before: there are calls into a library that may not return. */
    static Future<?> giveUpIn(long seconds) {
        return PATIENCE.schedule(
                () -> {
                    new IllegalStateException("nothing has come of it in " + seconds + " s").printStackTrace();
                    System.exit(1);
                },
                seconds,
                TimeUnit.SECONDS);
    }

    private static Figures measure(String[] arguments, Contender.Factory factory) throws Exception {
        URI server = URI.create(arguments[0]);
        Contender contender = factory.at(server);
        int[] numbers =
                Arrays.stream(arguments).skip(2).mapToInt(Integer::parseInt).toArray();
        Figures figures = new Figures();
        switch (arguments[1]) {
            case "cold" -> Streaming.start(contender, Plan.flat(numbers[0])).finish();
            case "throughput" -> new Throughput(contender, figures).run(numbers[0], numbers[1], numbers[2]);
            case "lengths" ->
                new Throughput(contender, figures)
                        .growInLength(Arrays.copyOfRange(numbers, 1, numbers.length), numbers[0]);
            case "first" -> new Latency(contender, figures).firstText(numbers[0], numbers[1]);
            case "cancel" -> new Latency(contender, figures).cancel(server, numbers[0], numbers[1]);
            case "concurrent" -> new Concurrency(contender, figures).run(numbers[0], numbers[1], numbers[2]);
            case "held" -> new Concurrency(contender, figures).hold(numbers[0]);
            case "paced" -> new Concurrency(contender, figures).pace(numbers[0], numbers[1], numbers[2]);
            default -> throw new IllegalArgumentException(arguments[1]);
        }
        return figures;
    }
}
