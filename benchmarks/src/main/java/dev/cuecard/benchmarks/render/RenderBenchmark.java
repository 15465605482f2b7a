package dev.cuecard.benchmarks.render;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One rendering, of the contender that the process was started for. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RenderBenchmark {

    /** The contender; JMH takes each in turn. */
    @Param
    public Contender contender = Contender.BUILDER_RIGHT_SIZED;

    private Renderer renderer = () -> "";

    /** Makes the renderer, and refuses to measure one whose text is not the expected one. */
    @Setup
    public void prepare() {
        Support support = Support.sample();
        renderer = contender.renderer(support);
        String expected = HandWritten.render(support, HandWritten.RIGHT_SIZE);
        if (!renderer.render().equals(expected)) {
            throw new IllegalStateException(contender + " renders another text:\n" + renderer.render());
        }
    }

    /** Renders. */
    @Benchmark
    public String render() {
        return renderer.render();
    }
}
