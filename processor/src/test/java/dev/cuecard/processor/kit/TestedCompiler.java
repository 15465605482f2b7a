package dev.cuecard.processor.kit;

import java.io.PrintWriter;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** The compilers that users have. What a prompt does must not depend on which of them compiled it. */
public enum TestedCompiler {
    /** The compiler of the JDK that runs the tests, with every lint switched on. */
    JAVAC {
        @Override
        JavaCompiler tool() {
            return ToolProvider.getSystemJavaCompiler();
        }

        @Override
        boolean run(PrintWriter out, String... arguments) {
            return java.util.spi.ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments) == 0;
        }

        @Override
        List<String> options() {
            return List.of("-Xlint:all");
        }
    },

    /**
     * Eclipse's compiler. Of what it says unasked only style is switched off, one by one: told to say nothing but some
     * warning, it drops a processor's too.
     */
    ECJ {
        @Override
        JavaCompiler tool() {
            return new EclipseCompiler();
        }

        @Override
        boolean run(PrintWriter out, String... arguments) {
            return BatchCompiler.compile(arguments, out, out, null);
        }

        @Override
        List<String> options() {
            return List.of("--release", "17", "-warn:-warningToken,unused,raw,unchecked,serial,deprecation");
        }
    };

    abstract JavaCompiler tool();

    abstract boolean run(PrintWriter out, String... arguments);

    abstract List<String> options();
}
