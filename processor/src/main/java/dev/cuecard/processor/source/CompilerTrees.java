package dev.cuecard.processor.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * What javac tells of source files, and how it is made to print a message at any offset of one.
 *
 * <p>Its public API prints at trees only, and no tree stands inside a string. So trees are made that stand where the
 * messages shall: identifiers in an array initializer, padded with blanks, in a source that is otherwise empty.
 */
final class CompilerTrees {

    private static final String BEFORE = "class A{int[]a={";

    private final Trees trees;
    private final Map<CompilationUnitTree, Map<Integer, Tree>> marks = new HashMap<>();

    private CompilerTrees(Trees trees) {
        this.trees = trees;
    }

    /** Returns javac's trees, if it is javac that compiles. */
    static Optional<CompilerTrees> of(ProcessingEnvironment environment) {
        for (ProcessingEnvironment each : Unwrapping.candidates(environment)) {
            try {
                return Optional.of(new CompilerTrees(Trees.instance(each)));
            } catch (IllegalArgumentException notJavac) {
                // Another compiler's, or a build tool's wrapper around javac's: the next candidate is what it wraps.

            }
        }
        return Optional.empty();
    }

    /** Returns the file an element is declared in, if that is part of the compilation. */
    Optional<SourceFile> fileOf(Element element) {
        TreePath path = trees.getPath(element);
        if (path == null) {
            return Optional.empty();
        }
        var file = path.getCompilationUnit().getSourceFile();
        try {
            String name = file.getName();
            return Optional.of(new SourceFile(
                    name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1),
                    file.getCharContent(true).toString()));
        } catch (IOException e) {
            // The compiler has read it before; if it is gone by now, messages are printed without its text.
            return Optional.empty();
        }
    }

    /** Returns where an element's file lies on disk. */
    Optional<Path> pathOf(Element element) {
        TreePath path = trees.getPath(element);
        if (path == null) {
            return Optional.empty();
        }
        URI uri = path.getCompilationUnit().getSourceFile().toUri();
        return "file".equals(uri.getScheme()) ? Optional.of(Path.of(uri)) : Optional.empty();
    }

    /** Makes marks for all messages of a file at once. */
    void prepare(Element element, Collection<Integer> offsets) {
        TreePath path = trees.getPath(element);
        if (path != null) {
            marks.put(path.getCompilationUnit(), parseMarks(new TreeSet<>(offsets)));
        }
    }

    /** Prints a message with its caret on an offset; false if there is no mark for it. */
    boolean print(Diagnostic.Kind kind, String message, Element element, int offset) {
        TreePath path = trees.getPath(element);
        if (path == null) {
            return false;
        }
        CompilationUnitTree unit = path.getCompilationUnit();
        Tree mark = marks.getOrDefault(unit, Map.of()).get(offset);
        if (mark == null) {
            return false;
        }
        trees.printMessage(kind, message, mark, unit);
        return true;
    }

    private static Map<Integer, Tree> parseMarks(SortedSet<Integer> offsets) {
        StringBuilder source = new StringBuilder(BEFORE);
        for (int offset : offsets) {
            if (offset >= source.length()) {
                source.append(" ".repeat(offset - source.length())).append("x,");
            }
        }
        source.append("};}");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null
                || !(compiler.getTask(
                                null,
                                null,
                                ignored -> {},
                                List.of("-proc:none"),
                                null,
                                List.of(new ParsedSource.Text(source.toString())))
                        instanceof JavacTask task)) {
            return Map.of();
        }
        Map<Integer, Tree> marks = new HashMap<>();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                ClassTree type = (ClassTree) unit.getTypeDecls().get(0);
                ExpressionTree array = ((VariableTree) type.getMembers().get(0)).getInitializer();
                for (ExpressionTree mark : ((NewArrayTree) array).getInitializers()) {
                    marks.put((int) Trees.instance(task).getSourcePositions().getStartPosition(unit, mark), mark);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory was not readable", e);
        }
        return marks;
    }
}
