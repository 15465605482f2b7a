package dev.cuecard.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cuecard.error.PromptException;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.StreamResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Passes replies on to browsers and curl while they arrive, as server-sent events and as plain text. A client that goes
 * away ends the call of the model.
 */
final class ServeRecipes implements AutoCloseable {

    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private static final String PAGE = """
            <!DOCTYPE html>
            <meta charset="utf-8">
            <title>Recipes</title>
            <form><input name="ingredient" placeholder="ingredient"> <button>Recommend</button></form>
            <pre style="white-space: pre-wrap"></pre>
            <script>
              const reply = document.querySelector("pre");
              const events = new EventSource("/events" + location.search);
              events.onmessage = event => reply.textContent += event.data;
              events.addEventListener("end", () => events.close());
              events.addEventListener("failure", event => { reply.textContent += "\\n" + event.data; events.close(); });
            </script>
            """;

    private final Answer<?> who;
    private final String usualIngredient;
    private final Duration heartbeat;
    private final Consumer<String> log;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "recipe-server");
        thread.setDaemon(true);
        return thread;
    });

    private ServeRecipes(
            Answer<?> who, String usualIngredient, Duration heartbeat, Consumer<String> log, HttpServer server) {
        this.who = who;
        this.usualIngredient = usualIngredient;
        this.heartbeat = heartbeat;
        this.log = log;
        this.server = server;
    }

    static void run(Answers answers, String ingredient, PrintStream out) {
        try (ServeRecipes server = start(answers.any(), ingredient, 0, HEARTBEAT, out::println)) {
            String query = "?ingredient=" + URLEncoder.encode(ingredient, StandardCharsets.UTF_8);
            out.println("Open " + server.address() + "/" + query + " in a browser, or run");
            out.println("  curl -N '" + server.address() + "/text" + query + "'");
            out.println("  curl -N '" + server.address() + "/events" + query + "'");
            new CountDownLatch(1).await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Starts a server on this machine's own interface.
     *
     * @param who answers
     * @param usualIngredient what is asked for where a request names nothing
     * @param port to listen on, or 0 for any that is free
     * @param heartbeat how long to be silent to a client before it is looked whether it is still there
     * @param log is told a line at the end of each reply
     */
    static ServeRecipes start(Answer<?> who, String usualIngredient, int port, Duration heartbeat, Consumer<String> log)
            throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ServeRecipes server = new ServeRecipes(who, usualIngredient, heartbeat, log, http);
        http.setExecutor(server.threads);
        http.createContext("/", server::page);
        http.createContext("/events", exchange -> server.reply(exchange, server::events));
        http.createContext("/text", exchange -> server.reply(exchange, server::text));
        http.start();
        return server;
    }

    String address() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    /** Stops to listen, and ends the replies that are being written. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void page(HttpExchange exchange) throws IOException {
        boolean known = exchange.getRequestURI().getPath().equals("/");
        whole(
                exchange,
                known ? 200 : 404,
                known ? "text/html" : "text/plain",
                known ? PAGE : "There is no such page.\n");
    }

    /** How a reply is written. What it throws has the connection closed, so that no client takes a part for the whole. */
    @FunctionalInterface
    private interface Format {
        void write(HttpExchange exchange, TextQueue text) throws IOException, InterruptedException;
    }

    private void reply(HttpExchange exchange, Format format) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET");
            exchange.sendResponseHeaders(405, -1);
            exchange.close();
            return;
        }
        String ingredient = ingredient(exchange);
        AsyncChunkStream<?> stream = RecipeRecommenderPrompt.of(ingredient)
                .with(who.client())
                .on(who.model())
                .streamAsync();
        TextQueue text = new TextQueue();
        stream.subscribe(text);
        try {
            format.write(exchange, text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server is being closed");
        } finally {
            // Does nothing to a stream that has ended. One that has not is of no use: its client is gone.
            stream.abort();
            log.accept(exchange.getRequestURI().getPath() + " " + ingredient + ": " + ending(stream));
        }
    }

    /** Says at once that a reply comes, and lets no silence grow long: only a write finds out that a client is gone. */
    private void events(HttpExchange exchange, TextQueue text) throws IOException, InterruptedException {
        begin(exchange, 200, "text/event-stream", 0);
        OutputStream body = exchange.getResponseBody();
        TextQueue.Arrival next = text.next(heartbeat);
        while (next == null || !next.end()) {
            write(body, next == null ? ":\n\n" : data(next.text()));
            next = text.next(heartbeat);
        }
        Throwable failure = next.failure();
        write(body, failure == null ? "event: end\ndata:\n\n" : "event: failure\n" + data(message(failure)));
        body.close();
    }

    /** Has no word for a heartbeat: a client that is gone is found out when the next text comes. */
    private void text(HttpExchange exchange, TextQueue text) throws IOException, InterruptedException {
        TextQueue.Arrival next = await(text);
        if (next.failure() != null) {
            whole(exchange, 502, "text/plain", message(next.failure()) + "\n");
            return;
        }
        begin(exchange, 200, "text/plain", 0);
        OutputStream body = exchange.getResponseBody();
        while (!next.end()) {
            write(body, next.text());
            next = await(text);
        }
        if (next.failure() != null) {
            throw new IOException(next.failure());
        }
        write(body, "\n");
        body.close();
    }

    private TextQueue.Arrival await(TextQueue text) throws InterruptedException {
        TextQueue.Arrival next = null;
        while (next == null) {
            next = text.next(heartbeat);
        }
        return next;
    }

    private String ingredient(HttpExchange exchange) {
        String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
        return Arrays.stream(query.split("&"))
                .filter(field -> field.startsWith("ingredient="))
                .map(field -> URLDecoder.decode(field.substring("ingredient=".length()), StandardCharsets.UTF_8))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse(usualIngredient);
    }

    private static void whole(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        begin(exchange, status, type, bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    private static void begin(HttpExchange exchange, int status, String type, long length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, length);
    }

    private static void write(OutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
        body.flush();
    }

    /** An event; each line of its text needs a field of its own. */
    private static String data(String text) {
        return "data: " + String.join("\ndata: ", text.split("\r\n|\r|\n", -1)) + "\n\n";
    }

    private static String ending(AsyncChunkStream<?> stream) {
        try {
            StreamResult result = stream.result().join();
            return (result.aborted() ? "aborted" : "completed") + " after " + result.chunkCount() + " chunks";
        } catch (CompletionException e) {
            return message(e.getCause() == null ? e : e.getCause());
        }
    }

    private static String message(Throwable failure) {
        return failure instanceof PromptException ? String.valueOf(failure.getMessage()) : failure.toString();
    }
}
