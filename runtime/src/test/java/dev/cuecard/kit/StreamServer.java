package dev.cuecard.kit;

import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okio.BufferedSink;

/** A server that gives one answer, over HTTP/1.1 or HTTP/2, and sees its client leave: even while it writes nothing. */
public abstract class StreamServer implements AutoCloseable {

    /** What a server and its client speak. */
    public enum Version {
        HTTP_1_1,
        HTTP_2;

        /** A client that speaks nothing else. */
        public OkHttpClient.Builder client() {
            return new OkHttpClient.Builder()
                    .protocols(List.of(
                            this == HTTP_1_1 ? okhttp3.Protocol.HTTP_1_1 : okhttp3.Protocol.H2_PRIOR_KNOWLEDGE));
        }
    }

    /** An answer: what is written of its body, and what then comes. */
    public interface Answer {

        /** Whether the head of the answer is sent. */
        default boolean begins() {
            return true;
        }

        void write(Out out) throws IOException;

        /** Whether the body ends when all is written, or the server then waits in silence. */
        default boolean ends() {
            return false;
        }
    }

    /** The body, sent at once. */
    @FunctionalInterface
    public interface Out {
        void send(byte[] bytes) throws IOException;
    }

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();

    public static StreamServer answering(Version version, String contentType, Answer answer) throws IOException {
        return version == Version.HTTP_1_1 ? new OverHttp1(contentType, answer) : new OverHttp2(contentType, answer);
    }

    abstract int port();

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public int requests() {
        return requests.get();
    }

    public void awaitAsked() throws InterruptedException {
        await("a request", asked);
    }

    /** Waits until the client has closed its connection, or reset its stream. */
    public void awaitClientGone() throws InterruptedException {
        await("the client gone", gone);
    }

    private static void await(String what, CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("waited in vain for " + what);
        }
    }

    void asked() {
        requests.incrementAndGet();
        asked.countDown();
    }

    void clientIsGone() {
        gone.countDown();
    }

    /** Writes the body. A write that fails tells that the client has left, too. */
    void write(Answer answer, Out out) throws IOException {
        try {
            answer.write(out);
        } catch (IOException e) {
            clientIsGone();
            throw e;
        }
    }

    @Override
    public abstract void close();

    private static final class OverHttp1 extends StreamServer {

        private final ScriptedServer server;

        OverHttp1(String contentType, Answer answer) {
            server = ScriptedServer.answering((request, wire) -> {
                asked();
                if (answer.begins()) {
                    wire.beginStreamOf(contentType);
                    write(answer, wire::chunk);
                }
                if (answer.ends()) {
                    wire.end();
                } else {
                    wire.awaitClientGone();
                    clientIsGone();
                }
            });
        }

        @Override
        int port() {
            return server.port();
        }

        @Override
        public void close() {
            server.close();
        }
    }

    private static final class OverHttp2 extends StreamServer {

        private final MockWebServer server = new MockWebServer();

        OverHttp2(String contentType, Answer answer) throws IOException {
            server.setProtocols(List.of(okhttp3.Protocol.H2_PRIOR_KNOWLEDGE));
            server.setServerSocketFactory(new ClientFrames(this::clientIsGone));
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                    asked();
                    if (!answer.begins()) {
                        awaitClientGone();
                    }
                    return new MockResponse.Builder()
                            .setHeader("Content-Type", contentType)
                            .body(new Written(answer))
                            .build();
                }
            });
            server.start();
        }

        private final class Written implements MockResponseBody {

            private final Answer answer;

            Written(Answer answer) {
                this.answer = answer;
            }

            @Override
            public long getContentLength() {
                return -1;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                write(answer, bytes -> sink.write(bytes).flush());
                if (!answer.ends()) {
                    try {
                        awaitClientGone();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                }
            }
        }

        @Override
        int port() {
            return server.getPort();
        }

        @Override
        public void close() {
            clientIsGone();
            server.close();
        }
    }
}
