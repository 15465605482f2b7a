package dev.cuecard.testing;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens while a body is read, one thing after another. Used by one thread at a time. */
interface Steps extends Closeable {

    /** What happens next, null once the body has come to a good end. */
    Answer.@Nullable Step next() throws IOException;

    @Override
    void close() throws IOException;

    /** Steps that are known beforehand. */
    static Steps of(List<Answer.Step> steps) {
        Iterator<Answer.Step> left = steps.iterator();
        return new Steps() {
            @Override
            public Answer.@Nullable Step next() {
                return left.hasNext() ? left.next() : null;
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };
    }
}
