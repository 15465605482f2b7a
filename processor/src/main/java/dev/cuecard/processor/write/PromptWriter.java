package dev.cuecard.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.cuecard.processor.check.CheckedPrompt;
import dev.cuecard.processor.check.CheckedPrompt.ModelName;
import dev.cuecard.processor.check.CheckedPrompt.Setting;
import dev.cuecard.processor.read.Input;
import dev.cuecard.processor.read.PromptDeclaration;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.Elements;

/** The last phase: writes the class that implements a prompt. */
public final class PromptWriter {

    private static final String CUECARD = "dev.cuecard";
    private static final String PROCESSOR = "dev.cuecard.processor.PromptProcessor";

    private final ProcessingEnvironment environment;
    private final CheckedPrompt prompt;
    private final PromptDeclaration declaration;
    private final TypeReferences types;
    private final Identifiers names;
    private final InputCode code;
    private final ClassName generated;
    private final ClassName chunk;
    private final TypeName binding;

    private PromptWriter(CheckedPrompt prompt, ProcessingEnvironment environment) {
        Elements elements = environment.getElementUtils();
        this.environment = environment;
        this.prompt = prompt;
        this.declaration = prompt.declaration();
        this.types = new TypeReferences(elements, declaration.type());
        this.names = new Identifiers(declaration, elements);
        this.code = new InputCode(prompt, types, names);
        this.generated = types.type(
                declaration.names().packageName(), declaration.names().generated());
        this.chunk = types.type(
                prompt.model().kind().packageName(), prompt.model().kind().chunk());
        this.binding = types.generic(types.type(CUECARD, "TypedPrompt", "Binding"), chunk);
    }

    /** Writes a prompt's class. */
    public static void write(CheckedPrompt prompt, ProcessingEnvironment environment, JavaLangNames javaLang)
            throws IOException {
        PromptWriter writer = new PromptWriter(prompt, environment);
        Elements elements = environment.getElementUtils();
        boolean hidden =
                javaLang.isHiddenIn(elements.getPackageOf(prompt.declaration().type()), elements);
        JavaFile.builder(prompt.declaration().names().packageName(), writer.type())
                .indent("    ")
                .skipJavaLangImports(!hidden)
                .build()
                .writeTo(environment.getFiler());
    }

    private TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(declaration.names().generated())
                .addOriginatingElement(declaration.type())
                .addJavadoc("$L", javadoc())
                .addModifiers(Modifier.FINAL)
                .superclass(types.generic(types.type(CUECARD, "TypedPrompt"), chunk))
                .addSuperinterface(types.of(declaration.type()));
        if (declaration.isPublic()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        generatedAnnotation().ifPresent(type::addAnnotation);
        List<String> warnings =
                new CompilerWarnings(environment.getElementUtils(), environment.getTypeUtils()).of(prompt);
        if (!warnings.isEmpty()) {
            AnnotationSpec.Builder quiet = AnnotationSpec.builder(types.lang("SuppressWarnings"));
            warnings.forEach(name -> quiet.addMember("value", "$S", name));
            type.addAnnotation(quiet.build());
        }
        addFields(type);
        type.addMethod(constructor());
        type.addMethod(of()).addMethod(builder()).addMethod(toBuilder());
        type.addMethod(with(types.type(CUECARD, "PromptClient"), "client", "sent by a client"));
        type.addMethod(with(types.type("dev.cuecard.call", "CallOptions"), "options", "called with these options"));
        declaration.inputs().forEach(input -> type.addMethod(getter(input)));
        type.addMethods(new RenderWriter(prompt, types, names).write());
        type.addMethods(new ValueMethods(declaration, types, names, generated).write());
        TypeSpec.Builder builder =
                new BuilderWriter(prompt, types, names, code, generated, binding).write().toBuilder();
        nullUnmarked().ifPresent(builder::addAnnotation);
        type.addType(builder.build());
        return type.build();
    }

    private String javadoc() {
        return "The prompt {@link " + declaration.type().getQualifiedName() + "}, sent to {@code "
                + prompt.model().toString().replaceAll("[^\\w:./ -]", "?") + "}.\n\n"
                + PromptJavadoc.preformatted(prompt.source().text());
    }

    private Optional<AnnotationSpec> generatedAnnotation() {
        return visible("javax.annotation.processing.Generated")
                .map(found -> AnnotationSpec.builder(types.of(found))
                        .addMember("value", "$S", PROCESSOR)
                        .build());
    }

    /** The builder's fields are null until they are set, which it checks itself. */
    private Optional<AnnotationSpec> nullUnmarked() {
        return visible("org.jspecify.annotations.NullUnmarked")
                .map(found -> AnnotationSpec.builder(types.of(found)).build());
    }

    /** Finds a type if the user's module can see it. */
    private Optional<TypeElement> visible(String name) {
        Elements elements = environment.getElementUtils();
        ModuleElement module = elements.getModuleOf(declaration.type());
        return Optional.ofNullable(
                module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name));
    }

    private void addFields(TypeSpec.Builder type) {
        type.addField(FieldSpec.builder(
                        types.lang("String"), names.template(), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(templateText())
                .build());
        ClassName info = types.type(CUECARD, "PromptInfo");
        type.addField(FieldSpec.builder(info, names.info(), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(
                        "new $T(\n$>$>$S,\n$L,\n$T.$L,\n$N,\n$L)$<$<",
                        info,
                        declaration.names().shown(),
                        JavaStrings.quoted(prompt.model().toString()),
                        types.type(CUECARD, "TemplateSyntax"),
                        prompt.source().syntax().name(),
                        names.template(),
                        options())
                .build());
        type.addField(FieldSpec.builder(
                        types.generic(types.type("dev.cuecard.call", "Model"), chunk),
                        names.model(),
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer(model())
                .build());
        type.addField(binding, names.binding(), Modifier.PRIVATE, Modifier.FINAL);
        for (Input input : declaration.inputs()) {
            type.addField(InputDeclarations.field(input, names.field(input), types));
        }
    }

    private CodeBlock templateText() {
        List<String> pieces = JavaStrings.pieces(prompt.source().text());
        if (pieces.size() == 1) {
            return CodeBlock.of(
                    "$>$>$L$<$<", JavaStrings.literal(prompt.source().text()));
        }
        return CodeBlock.of(
                "$T.join(\"\", $L)",
                types.lang("String"),
                pieces.stream()
                        .map(piece -> CodeBlock.of("$L", JavaStrings.quoted(piece)))
                        .collect(CodeBlock.joining(", ")));
    }

    private CodeBlock options() {
        CodeBlock.Builder options =
                CodeBlock.builder().add("$T.defaults()", types.type("dev.cuecard.call", "CallOptions"));
        for (Setting setting : prompt.settings()) {
            options.add(
                    ".$N($L)",
                    setting.option(),
                    setting.arguments().stream()
                            .map(argument -> argument instanceof String text
                                    ? CodeBlock.of("$L", JavaStrings.quoted(text))
                                    : JavaNumbers.literal(argument, types))
                            .collect(CodeBlock.joining(", ")));
        }
        return options.build();
    }

    private CodeBlock model() {
        ModelName model = prompt.model();
        ClassName factory = types.type(model.kind().packageName(), model.kind().factory());
        boolean isDefault = model.provider().equals(model.kind().defaultProvider());
        return isDefault
                ? CodeBlock.of("$T.model($L)", factory, JavaStrings.quoted(model.name()))
                : CodeBlock.of("$T.model($S, $L)", factory, model.provider(), JavaStrings.quoted(model.name()));
    }

    private MethodSpec constructor() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(binding, names.binding())
                .addStatement("super($N)", names.binding())
                .addStatement("this.$N = $N", names.binding(), names.binding());
        for (Input input : declaration.inputs()) {
            String name = names.field(input);
            constructor
                    .addParameter(InputDeclarations.parameter(types.of(input.type()), name, input, types))
                    .addStatement("this.$N = $N", name, name);
        }
        return constructor.build();
    }

    private MethodSpec of() {
        MethodSpec.Builder of = MethodSpec.methodBuilder("of")
                .addJavadoc("Makes the prompt of all its inputs.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(generated);
        CodeBlock.Builder arguments = CodeBlock.builder().add("$L", newBinding());
        String separator = declaration.inputs().size() > 2 ? ",\n" : ", ";
        for (Input input : declaration.inputs()) {
            of.addParameter(InputDeclarations.parameter(types.of(input.type()), names.field(input), input, types));
            arguments.add(separator).add(code.taken(input));
        }
        return of.addStatement("return new $T($L)", generated, arguments.build())
                .build();
    }

    private CodeBlock newBinding() {
        ClassName type = types.type(CUECARD, "TypedPrompt", "Binding");
        return prompt.connection()
                .map(connection -> CodeBlock.of(
                        "new $T<>($N, $N, $T.of($L, $L, $L, $L))",
                        type,
                        names.info(),
                        names.model(),
                        types.type(CUECARD, "Connection"),
                        JavaStrings.quoted(connection.file()),
                        JavaStrings.quoted(connection.provider()),
                        JavaStrings.quoted(connection.endpoint()),
                        JavaStrings.quoted(connection.apiKey())))
                .orElseGet(() -> CodeBlock.of("new $T<>($N, $N)", type, names.info(), names.model()));
    }

    private MethodSpec builder() {
        ClassName builder = generated.nestedClass("Builder");
        return MethodSpec.methodBuilder("builder")
                .addJavadoc("Begins a prompt, to be given its inputs one by one.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(builder)
                .addStatement("return new $T($L)", builder, newBinding())
                .build();
    }

    private MethodSpec toBuilder() {
        ClassName builder = generated.nestedClass("Builder");
        String copy = names.local("copy");
        MethodSpec.Builder method = MethodSpec.methodBuilder("toBuilder")
                .addJavadoc("Begins another prompt with the inputs of this one.\n")
                .addModifiers(Modifier.PUBLIC)
                .returns(builder)
                .addStatement("$T $N = new $T($N)", builder, copy, builder, names.binding());
        for (Input input : declaration.inputs()) {
            method.addStatement("$N.$N = $N", copy, names.field(input), names.field(input));
        }
        return method.addStatement("return $N", copy).build();
    }

    private MethodSpec with(ClassName type, String wanted, String purpose) {
        String name = names.local(wanted);
        CodeBlock.Builder arguments = CodeBlock.builder().add("$N.with($N)", names.binding(), name);
        declaration.inputs().forEach(input -> arguments.add(", $N", names.field(input)));
        return MethodSpec.methodBuilder("with")
                .addJavadoc("Returns the same prompt, " + purpose + ".\n")
                .addModifiers(Modifier.PUBLIC)
                .returns(generated)
                .addParameter(type, name)
                .addStatement("return new $T($L)", generated, arguments.build())
                .build();
    }

    private MethodSpec getter(Input input) {
        TypeName type = types.of(input.type());
        TypeName returned = input.nullable()
                .map(annotation -> types.annotated(type, annotation))
                .orElse(type);
        MethodSpec.Builder getter = MethodSpec.methodBuilder(
                        input.method().getSimpleName().toString())
                .addAnnotation(types.lang("Override"))
                .addModifiers(Modifier.PUBLIC)
                .returns(returned);
        input.nullable()
                .filter(annotation -> types.isDeclaration(annotation, ElementType.METHOD))
                .ifPresent(annotation -> getter.addAnnotation(types.spec(annotation)));
        String name = names.field(input);
        boolean isArray = input.type().getKind() == TypeKind.ARRAY;
        if (isArray && input.isNullable()) {
            getter.addStatement("return $N == null ? null : $N.clone()", name, name);
        } else {
            getter.addStatement(isArray ? "return $N.clone()" : "return $N", name);
        }
        return getter.build();
    }
}
