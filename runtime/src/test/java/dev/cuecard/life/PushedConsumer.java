package dev.cuecard.life;

import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.StreamResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** What callers do with a stream that is pushed to them. */
enum PushedConsumer {
    HANDS_EACH_TO_A_CONSUMER(Manner.READS_ALL) {
        @Override
        void consume(AsyncChunkStream<?> stream, TableCase cell) throws Exception {
            waitFor(stream.forEach(cell::took));
        }
    },
    SUBSCRIBES(Manner.READS_ALL) {
        @Override
        void consume(AsyncChunkStream<?> stream, TableCase cell) throws Exception {
            subscribe(stream, new Taker(cell, Long.MAX_VALUE));
        }
    },
    IS_ABORTED_BY_ANOTHER_THREAD(Manner.IS_CUT_SHORT) {
        @Override
        void consume(AsyncChunkStream<?> stream, TableCase cell) throws Exception {
            subscribe(stream, new Taker(cell, Long.MAX_VALUE));
        }
    },
    ABORTS_AND_TAKES_MORE(Manner.LEAVES_AT_TEXT) {
        @Override
        void consume(AsyncChunkStream<?> stream, TableCase cell) throws Exception {
            waitFor(stream.forEach(chunk -> {
                if (cell.took(chunk)) {
                    stream.abort();
                }
            }));
        }
    },
    ABORTS_AT_ONCE(Manner.CLOSES) {
        @Override
        void consume(AsyncChunkStream<?> stream, TableCase cell) throws Exception {
            stream.abort();
            subscribe(stream, new Taker(cell, Long.MAX_VALUE));
        }
    },
    NEVER_SUBSCRIBES(Manner.NEVER_READS) {
        @Override
        void consume(AsyncChunkStream<?> stream, TableCase cell) {
            cell.leaves();
        }
    },
    COLLECTS(Manner.HAS_ALL_READ) {
        @Override
        void consume(AsyncChunkStream<?> stream, TableCase cell) throws Exception {
            waitFor(stream.collect());
        }
    },
    THROWS(Manner.LEAVES_AT_TEXT) {
        @Override
        void consume(AsyncChunkStream<?> stream, TableCase cell) throws Exception {
            waitFor(stream.forEach(chunk -> {
                if (cell.took(chunk)) {
                    throw new Enough();
                }
            }));
        }
    },
    CANCELS(Manner.LEAVES_AT_TEXT) {
        @Override
        void consume(AsyncChunkStream<?> stream, TableCase cell) throws Exception {
            subscribe(stream, new Taker(cell, Long.MAX_VALUE) {
                @Override
                public void onNext(Chunk chunk) {
                    if (cell.took(chunk)) {
                        cell.leaves();
                        subscription.cancel();
                        told.complete(null);
                    }
                }
            });
        }
    },
    REQUESTS_NOTHING(Manner.OPENS) {
        @Override
        void consume(AsyncChunkStream<?> stream, TableCase cell) throws Exception {
            subscribe(stream, new Taker(cell, 0));
        }
    },
    HAS_TWO_READERS(Manner.READS_ALL) {
        @Override
        void consume(AsyncChunkStream<?> stream, TableCase cell) throws Exception {
            Taker first = new Taker(cell, Long.MAX_VALUE);
            Taker second = new Taker(cell, Long.MAX_VALUE);
            stream.subscribe(first);
            assertThatThrownBy(() -> subscribe(stream, second)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(stream::collect).isInstanceOf(IllegalStateException.class);
            waitFor(first.told);
        }
    };

    private final Manner manner;

    PushedConsumer(Manner manner) {
        this.manner = manner;
    }

    Manner manner() {
        return manner;
    }

    /** Does it and waits for what the consumer is told of the ending; throws what the stream is ended by. */
    abstract void consume(AsyncChunkStream<?> stream, TableCase cell) throws Exception;

    private static void subscribe(AsyncChunkStream<?> stream, Taker taker) throws Exception {
        stream.subscribe(taker);
        waitFor(taker.told);
    }

    private static void waitFor(CompletableFuture<StreamResult> told) throws Exception {
        try {
            StreamResult unused = told.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    /** A subscriber that requests so many chunks. */
    private static class Taker implements Flow.Subscriber<Chunk> {

        final CompletableFuture<StreamResult> told = new CompletableFuture<>();
        Flow.Subscription subscription;
        private final TableCase cell;
        private final long demand;

        Taker(TableCase cell, long demand) {
            this.cell = cell;
            this.demand = demand;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            if (demand > 0) {
                given.request(demand);
            }
        }

        @Override
        public void onNext(Chunk chunk) {
            cell.took(chunk);
        }

        @Override
        public void onError(Throwable failure) {
            told.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            told.complete(null);
        }
    }
}
