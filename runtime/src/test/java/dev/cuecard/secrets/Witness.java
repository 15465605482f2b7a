package dev.cuecard.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.tracing.Recorder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/**
 * Sees all that anybody could see of a run, and looks for keys in it: what is logged by whomever at any level, what is printed,
 * and what a test shows to it. While it watches, the loggers and the streams of the whole program are its own.
 *
 * <p>It does not look into the text of a reply: what a model says is the user's, and is handed on as it came, even if it is the
 * user's key.
 */
final class Witness implements AutoCloseable {

    /** The loggers that OkHttp has beside the usual ones of its classes. Held, since a logger that nobody holds forgets. */
    private static final List<Logger> LOUD = Stream.of(
                    "",
                    "okhttp3.OkHttpClient",
                    "okhttp3.internal.http2.Http2",
                    "okhttp3.internal.concurrent.TaskRunner")
            .map(Logger::getLogger)
            .toList();

    private static final SimpleFormatter MESSAGES = new SimpleFormatter();

    private final List<Secret> secrets;
    private final ConcurrentLinkedQueue<String> findings = new ConcurrentLinkedQueue<>();
    private final Set<String> loggers = ConcurrentHashMap.newKeySet();
    private final List<Level> levels = LOUD.stream().map(Logger::getLevel).toList();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            loggers.add(String.valueOf(entry.getLoggerName()));
            String where = "the log of " + entry.getLoggerName();
            see(where, MESSAGES.formatMessage(entry));
            if (entry.getThrown() != null) {
                see(where, stackTrace(entry.getThrown()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    Witness(List<Secret> secrets) {
        this.secrets = secrets;
        LOUD.forEach(logger -> logger.setLevel(Level.ALL));
        handler.setLevel(Level.ALL);
        LOUD.get(0).addHandler(handler);
        PrintStream print = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(print);
        System.setErr(print);
    }

    Witness(Secret... secrets) {
        this(List.of(secrets));
    }

    /** Who has logged anything. */
    Set<String> loggers() {
        return loggers;
    }

    /** Looks at a text. */
    void see(String where, String text) {
        for (Secret secret : secrets) {
            secret.in(text).ifPresent(part -> findings.add(where + ": …" + part + "…"));
        }
    }

    /** Looks at an exception, a result or another value: how it prints, and what all of its methods tell. */
    void see(Object held) {
        String where = held.getClass().getSimpleName();
        if (held instanceof Throwable thrown) {
            see(where + "'s stack trace", stackTrace(thrown));
            see(where + " serialized", serialized(thrown));
        }
        look(where, held, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** Looks at how things print whose methods do more than tell. */
    void print(Object... held) {
        for (Object each : held) {
            see("a " + each.getClass().getName(), each.toString());
        }
    }

    private void look(String where, Object held, Set<Object> seen) {
        if (!seen.add(held)) {
            return;
        }
        see(where, held.toString());
        if (held instanceof Throwable thrown) {
            see(where + ".getMessage()", String.valueOf(thrown.getMessage()));
            if (thrown.getCause() != null) {
                look(where + ".getCause()", thrown.getCause(), seen);
            }
            look(where + ".getSuppressed()", List.of(thrown.getSuppressed()), seen);
        }
        if (held instanceof Optional<?> optional) {
            optional.ifPresent(value -> look(where, value, seen));
        } else if (held instanceof Collection<?> values) {
            values.forEach(value -> look(where, value, seen));
        } else if (held instanceof Map<?, ?> map) {
            look(where, map.values(), seen);
        } else if (held.getClass().getPackageName().startsWith("dev.cuecard")) {
            accessors(where, held, seen);
        }
    }

    private void accessors(String where, Object held, Set<Object> seen) {
        for (Method method : held.getClass().getMethods()) {
            Class<?> type = method.getReturnType();
            if (method.getParameterCount() == 0
                    && method.getDeclaringClass().getPackageName().startsWith("dev.cuecard")
                    && !Modifier.isStatic(method.getModifiers())
                    && !method.getName().equals("toString")
                    && !type.isPrimitive()) {
                Object told = tell(held, method);
                if (told != null) {
                    look(where + "." + method.getName() + "()", told, seen);
                }
            }
        }
    }

    private static Object tell(Object held, Method method) {
        try {
            method.setAccessible(true);
            return method.invoke(held);
        } catch (InvocationTargetException e) {
            throw new AssertionError(method + " does not tell", e.getCause());
        } catch (IllegalAccessException e) {
            throw new LinkageError(method + " may not be asked", e);
        }
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static String serialized(Throwable thrown) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(thrown);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot be serialized: " + thrown, e);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** Looks at every span and every metric. */
    void see(Recorder telemetry) {
        telemetry.spans().forEach(span -> {
            see("a span", span.toString());
            see("a span's status", span.getStatus().getDescription());
            see("a span's attributes", String.valueOf(Recorder.attributes(span)));
            span.getEvents()
                    .forEach(event -> see("a span's event", event + String.valueOf(Recorder.attributes(event))));
        });
        telemetry.metrics().forEach(metric -> see("a metric", metric.toString()));
    }

    /** Looks at every file of a folder, and at the names. */
    void see(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                see("a file's name", folder.relativize(file).toString());
                if (Files.isRegularFile(file)) {
                    see(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
    }

    /** Looks at the names of all threads as they are now. */
    void seeThreads() {
        Thread.getAllStackTraces().keySet().forEach(thread -> see("a thread's name", thread.toString()));
    }

    /** All places where a key was found, what was printed included. */
    List<String> findings() {
        see("what was printed", printed.toString(StandardCharsets.UTF_8));
        return findings.stream().distinct().limit(15).toList();
    }

    /** Fails where a key was found anywhere. */
    void assertNoKeyWasSeen() {
        assertThat(findings()).isEmpty();
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        LOUD.get(0).removeHandler(handler);
        for (int i = 0; i < LOUD.size(); i++) {
            LOUD.get(i).setLevel(levels.get(i));
        }
    }
}
