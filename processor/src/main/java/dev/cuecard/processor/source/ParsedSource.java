package dev.cuecard.processor.source;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A source file, parsed again by the JDK's own parser to learn where things stand in it. Under javac this gives the ends
 * of trees, which it keeps only if asked to; under other compilers it is the one way to see trees at all.
 */
final class ParsedSource {

    private final String text;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final Map<Tree, StringExpression> expressions = new HashMap<>();

    private ParsedSource(String text, CompilationUnitTree unit, SourcePositions positions) {
        this.text = text;
        this.unit = unit;
        this.positions = positions;
    }

    /** Parses a file, where the JDK's compiler is at hand. */
    static Optional<ParsedSource> of(SourceFile file) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            return Optional.empty();
        }
        // Its complaints are of no interest: the compilation that is under way makes the same.
        if (!(compiler.getTask(null, null, ignored -> {}, List.of("-proc:none"), null, List.of(new Text(file.text())))
                instanceof JavacTask task)) {
            return Optional.empty();
        }
        try {
            for (CompilationUnitTree unit : task.parse()) {
                return Optional.of(
                        new ParsedSource(file.text(), unit, Trees.instance(task).getSourcePositions()));
            }
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory was not readable", e);
        }
        return Optional.empty();
    }

    /** Returns where a place is written. */
    Optional<StringExpression.Origin> find(Place place) {
        return treeOf(place.element()).flatMap(tree -> {
            if (place.annotation() == null) {
                return Optional.of(new StringExpression.Origin(nameOf(tree), true));
            }
            return annotation(tree, place).flatMap(annotation -> inAnnotation(annotation, place));
        });
    }

    private Optional<StringExpression.Origin> inAnnotation(AnnotationTree annotation, Place place) {
        if (place.attribute().isEmpty()) {
            return Optional.of(new StringExpression.Origin(start(annotation), true));
        }
        return value(annotation, place).map(tree -> {
            boolean inFile = place.file() != null;
            if (place.offset() < 0 || inFile || !(constant(place) instanceof String whole)) {
                return new StringExpression.Origin(start(tree), !inFile);
            }
            try {
                return expressions
                        .computeIfAbsent(tree, any -> StringExpression.of(tree, whole, text, unit, positions))
                        .origin(place.offset());
            } catch (IllegalArgumentException e) {
                // The literal is not what the compiler read, for an editor's unsaved text one: its start is near
                // enough.
                return new StringExpression.Origin(start(tree), false);
            }
        });
    }

    private static @Nullable Object constant(Place place) {
        return place.annotationValue().map(value -> value.getValue()).orElse(null);
    }

    private Optional<Tree> treeOf(Element element) {
        List<? extends Tree> members = unit.getTypeDecls();
        ClassTree found = null;
        for (TypeElement type : Nesting.of(element)) {
            found = typeNamed(type.getSimpleName().toString(), members);
            if (found == null) {
                return Optional.empty();
            }
            members = found.getMembers();
        }
        if (found == null || !(element instanceof ExecutableElement method)) {
            return Optional.ofNullable(found);
        }
        for (Tree member : members) {
            if (member instanceof MethodTree tree
                    && tree.getName().contentEquals(method.getSimpleName())
                    && tree.getParameters().size() == method.getParameters().size()) {
                return Optional.of(tree);
            }
        }
        return Optional.empty();
    }

    private static @Nullable ClassTree typeNamed(String name, List<? extends Tree> members) {
        for (Tree member : members) {
            if (member instanceof ClassTree type && type.getSimpleName().contentEquals(name)) {
                return type;
            }
        }
        return null;
    }

    private int nameOf(Tree declaration) {
        boolean isMethod = declaration instanceof MethodTree;
        String name = isMethod
                ? ((MethodTree) declaration).getName().toString()
                : ((ClassTree) declaration).getSimpleName().toString();
        Tree before = isMethod ? ((MethodTree) declaration).getReturnType() : ((ClassTree) declaration).getModifiers();
        int from = start(declaration);
        if (before != null) {
            from = Math.max(from, (int) positions.getEndPosition(unit, before));
        }
        Matcher matcher = Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(text);
        return matcher.find(from) ? matcher.start() : from;
    }

    private Optional<AnnotationTree> annotation(Tree declaration, Place place) {
        if (place.annotation() == null) {
            return Optional.empty();
        }
        String name = place.annotation()
                .getAnnotationType()
                .asElement()
                .getSimpleName()
                .toString();
        ModifiersTree modifiers = declaration instanceof MethodTree method
                ? method.getModifiers()
                : ((ClassTree) declaration).getModifiers();
        for (AnnotationTree annotation : modifiers.getAnnotations()) {
            String written = annotation.getAnnotationType().toString();
            if (written.equals(name) || written.endsWith("." + name)) {
                return Optional.of(annotation);
            }
        }
        return Optional.empty();
    }

    private static Optional<ExpressionTree> value(AnnotationTree annotation, Place place) {
        for (ExpressionTree argument : annotation.getArguments()) {
            ExpressionTree value = argument;
            String name = "value";
            if (argument instanceof AssignmentTree assignment) {
                name = assignment.getVariable().toString();
                value = assignment.getExpression();
            }
            if (name.equals(place.attribute())) {
                boolean item = place.index() >= 0
                        && value instanceof NewArrayTree array
                        && place.index() < array.getInitializers().size();
                return Optional.of(
                        item ? ((NewArrayTree) value).getInitializers().get(place.index()) : value);
            }
        }
        return Optional.empty();
    }

    private int start(Tree tree) {
        return (int) positions.getStartPosition(unit, tree);
    }

    /** A source in memory. */
    static final class Text extends SimpleJavaFileObject {

        private final String text;

        Text(String text) {
            super(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
