package dev.cuecard.processor.check;

import dev.cuecard.processor.read.PropertyNames;
import dev.cuecard.processor.read.TypeShapes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** What a template may do with a type: which text it has, which properties, which elements. */
final class TypeFacts implements TextForms {

    private static final Set<String> OPTIONALS =
            Set.of("java.util.Optional", "java.util.OptionalInt", "java.util.OptionalLong", "java.util.OptionalDouble");

    /** What every object has is no property of its type, whether inherited or declared again. */
    private static final Set<String> OF_OBJECT = Set.of("toString", "hashCode", "getClass", "clone");

    private final Elements elements;
    private final Types types;
    private final PackageElement from;

    /** Makes facts as seen from a package. */
    TypeFacts(ProcessingEnvironment environment, PackageElement from) {
        this.elements = environment.getElementUtils();
        this.types = environment.getTypeUtils();
        this.from = from;
    }

    /** A property of a type: the method that gives it, and its type. */
    record Getter(ExecutableElement method, TypeMirror type) {}

    /** Returns the type that a wildcard or a type variable stands for as a value. */
    TypeMirror bound(TypeMirror type) {
        if (type instanceof WildcardType wildcard) {
            TypeMirror bound = wildcard.getExtendsBound();
            return bound == null ? typeOf("java.lang.Object") : bound(bound);
        }
        return type instanceof TypeVariable variable ? bound(variable.getUpperBound()) : type;
    }

    private TypeMirror typeOf(String name) {
        return elements.getTypeElement(name).asType();
    }

    boolean isOptional(TypeMirror type) {
        return OPTIONALS.stream().anyMatch(name -> TypeShapes.is(type, name));
    }

    boolean isImage(TypeMirror type) {
        return TypeShapes.is(type, "dev.cuecard.message.Image");
    }

    boolean isMessage(TypeMirror type) {
        return TypeShapes.is(type, "dev.cuecard.message.Message");
    }

    /** Returns whether a type is a list of messages. */
    boolean isMessages(TypeMirror type) {
        return isSubtypeOf(type, "java.util.List")
                && element(type).filter(this::isMessage).isPresent();
    }

    boolean isRecord(TypeMirror type) {
        return type instanceof DeclaredType declared && declared.asElement().getKind() == ElementKind.RECORD;
    }

    boolean isSubtypeOf(TypeMirror type, String name) {
        TypeElement element = elements.getTypeElement(name);
        return element != null && types.isSubtype(types.erasure(type), types.erasure(element.asType()));
    }

    /** Returns how a value of this type becomes text, if there is a sanctioned way. */
    Optional<TextForm> textForm(TypeMirror type) {
        return switch (type.getKind()) {
            case BOOLEAN, CHAR, BYTE, SHORT, INT, LONG -> Optional.of(TextForm.PLAIN);
            case FLOAT, DOUBLE -> Optional.of(TextForm.FRACTION);
            case DECLARED -> textForm((TypeElement) ((DeclaredType) type).asElement(), type);
            default -> Optional.empty();
        };
    }

    private Optional<TextForm> textForm(TypeElement element, TypeMirror type) {
        return switch (element.getQualifiedName().toString()) {
            case "java.lang.String" -> Optional.of(TextForm.STRING);
            case "java.lang.Float", "java.lang.Double" -> Optional.of(TextForm.FRACTION);
            case "java.math.BigDecimal" -> Optional.of(TextForm.DECIMAL);
            case "java.lang.CharSequence", "java.nio.file.Path" -> Optional.of(TextForm.TO_STRING);
            default -> saysItself(element, type) ? Optional.of(TextForm.TO_STRING) : Optional.empty();
        };
    }

    /** Returns whether a type's {@code toString()} is meant to be read, and is not that of a container. */
    private boolean saysItself(TypeElement element, TypeMirror type) {
        if (isSubtypeOf(type, "java.lang.CharSequence")) {
            return true;
        }
        boolean isContainer = isSubtypeOf(type, "java.util.Collection")
                || isSubtypeOf(type, "java.util.Map")
                || isSubtypeOf(type, "java.util.Iterator")
                || isOptional(type);
        boolean isClass = element.getKind() == ElementKind.CLASS || element.getKind() == ElementKind.ENUM;
        return isClass && !isContainer && hasOwnToString(element);
    }

    private static boolean hasOwnToString(TypeElement type) {
        for (TypeElement each = type; !each.getQualifiedName().contentEquals("java.lang.Object"); ) {
            for (ExecutableElement method : ElementFilter.methodsIn(each.getEnclosedElements())) {
                if (method.getSimpleName().contentEquals("toString")
                        && method.getParameters().isEmpty()) {
                    return true;
                }
            }
            if (!(each.getSuperclass() instanceof DeclaredType parent)) {
                return false;
            }
            each = (TypeElement) parent.asElement();
        }
        return false;
    }

    /** Returns what a loop over this type yields, if there can be one. */
    Optional<TypeMirror> element(TypeMirror type) {
        return type instanceof ArrayType array
                ? Optional.of(array.getComponentType())
                : argument(type, "java.lang.Iterable", 0);
    }

    /** Returns the elements of a type that are objects: those of an array of primitives are none. */
    Optional<TypeMirror> objectElement(TypeMirror type) {
        return element(type).filter(found -> !found.getKind().isPrimitive());
    }

    /** Returns what a list or an array gives for an index. */
    Optional<TypeMirror> indexed(TypeMirror type) {
        return type instanceof ArrayType || isSubtypeOf(type, "java.util.List") ? element(type) : Optional.empty();
    }

    /** Returns what an {@code Optional} of any kind holds. */
    Optional<TypeMirror> held(TypeMirror type) {
        if (TypeShapes.is(type, "java.util.Optional")) {
            return argument(type, "java.util.Optional", 0);
        }
        return switch (isOptional(type) ? type.toString() : "") {
            case "java.util.OptionalInt" -> Optional.of(typeOf("java.lang.Integer"));
            case "java.util.OptionalLong" -> Optional.of(typeOf("java.lang.Long"));
            case "java.util.OptionalDouble" -> Optional.of(typeOf("java.lang.Double"));
            default -> Optional.empty();
        };
    }

    /** Returns the types of a map's keys and of what it holds for them. */
    Optional<MapTypes> map(TypeMirror type) {
        return argument(type, "java.util.Map", 0)
                .flatMap(key -> argument(type, "java.util.Map", 1).map(value -> new MapTypes(key, value)));
    }

    /** The types of a map's keys and of what it holds for them. */
    record MapTypes(TypeMirror key, TypeMirror value) {}

    @Override
    public TextForm of(TypeMirror type) {
        return textForm(type).orElse(TextForm.TO_STRING);
    }

    @Override
    public boolean isNumber(TypeMirror type) {
        return isPrimitiveNumber(type) || isSubtypeOf(type, "java.lang.Number");
    }

    /** Returns whether a type is a primitive number. */
    boolean isPrimitiveNumber(TypeMirror type) {
        return type.getKind().isPrimitive() && type.getKind() != TypeKind.BOOLEAN && type.getKind() != TypeKind.CHAR;
    }

    /** Returns whether a type is a whole number that an index can be. */
    boolean isWhole(TypeMirror type) {
        return switch (type.getKind()) {
            case BYTE, SHORT, INT, LONG -> true;
            case DECLARED ->
                TypeShapes.is(type, "java.lang.Integer")
                        || TypeShapes.is(type, "java.lang.Long")
                        || TypeShapes.is(type, "java.lang.Short")
                        || TypeShapes.is(type, "java.lang.Byte");
            default -> false;
        };
    }

    /** Returns whether a type is text itself. */
    boolean isText(TypeMirror type) {
        return type.getKind() == TypeKind.CHAR
                || TypeShapes.is(type, "java.lang.Character")
                || isSubtypeOf(type, "java.lang.CharSequence");
    }

    /** Returns whether a type is a text, a number or a boolean. */
    boolean isScalar(TypeMirror type) {
        return isText(type) || isNumber(type) || TypeShapes.isBoolean(type);
    }

    /** Returns whether a type is an enum. */
    boolean isEnum(TypeMirror type) {
        return type instanceof DeclaredType declared && declared.asElement().getKind() == ElementKind.ENUM;
    }

    /** Returns whether values of two types can be the same. */
    boolean canBeSame(TypeMirror a, TypeMirror b) {
        TypeMirror left = types.erasure(boxed(a));
        TypeMirror right = types.erasure(boxed(b));
        return types.isSubtype(left, right) || types.isSubtype(right, left);
    }

    /** Returns whether two types are the same. */
    boolean isSame(TypeMirror a, TypeMirror b) {
        return types.isSameType(a, b);
    }

    /** Returns whether values of a type have an order among each other. */
    boolean isOrdered(TypeMirror type) {
        return isSubtypeOf(type, "java.lang.Comparable");
    }

    /** Returns the box of a primitive type, or the type itself. */
    TypeMirror boxed(TypeMirror type) {
        return type instanceof PrimitiveType primitive
                ? types.boxedClass(primitive).asType()
                : type;
    }

    /** Returns the type {@code String}. */
    TypeMirror string() {
        return typeOf("java.lang.String");
    }

    /** Returns a primitive type. */
    TypeMirror primitive(TypeKind kind) {
        return types.getPrimitiveType(kind);
    }

    /** Returns the members of a record with their types as seen from a type. */
    Map<String, Getter> components(TypeMirror type) {
        Map<String, Getter> components = new LinkedHashMap<>();
        if (type instanceof DeclaredType declared) {
            for (RecordComponentElement component : ((TypeElement) declared.asElement()).getRecordComponents()) {
                ExecutableElement method = component.getAccessor();
                components.put(
                        component.getSimpleName().toString(),
                        new Getter(
                                method, bound(((ExecutableType) types.asMemberOf(declared, method)).getReturnType())));
            }
        }
        return components;
    }

    /** Returns what a map with text keys holds. */
    Optional<TypeMirror> mapValue(TypeMirror type) {
        return argument(type, "java.util.Map", 0)
                .filter(key -> TypeShapes.is(key, "java.lang.String") || TypeShapes.is(key, "java.lang.Object"))
                .flatMap(key -> argument(type, "java.util.Map", 1));
    }

    /** Returns a type argument of a supertype; {@code Object} where the type is raw. */
    private Optional<TypeMirror> argument(TypeMirror type, String name, int index) {
        if (type.getKind() != TypeKind.DECLARED) {
            return Optional.empty();
        }
        if (TypeShapes.is(type, name)) {
            List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
            return Optional.of(arguments.isEmpty() ? typeOf("java.lang.Object") : bound(arguments.get(index)));
        }
        for (TypeMirror parent : types.directSupertypes(type)) {
            Optional<TypeMirror> found = argument(parent, name, index);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Returns the properties of a type by name; {@code x()} goes before {@code getX()}. */
    Map<String, Getter> properties(TypeMirror type) {
        Map<String, Getter> plain = new LinkedHashMap<>();
        Map<String, Getter> prefixed = new LinkedHashMap<>();
        if (type instanceof DeclaredType declared) {
            TypeElement element = (TypeElement) declared.asElement();
            for (ExecutableElement method : methodsOf(element)) {
                if (isGetter(method, element)) {
                    TypeMirror returned = ((ExecutableType) types.asMemberOf(declared, method)).getReturnType();
                    String name = method.getSimpleName().toString();
                    String property = PropertyNames.of(name, TypeShapes.isBoolean(returned));
                    Getter getter = new Getter(method, bound(returned));
                    plain.put(name, getter);
                    if (!property.equals(name)) {
                        prefixed.put(property, getter);
                    }
                }
            }
        }
        prefixed.forEach(plain::putIfAbsent);
        return plain;
    }

    /** Compilers list members in orders of their own: here a record's components go first, then what the type declares. */
    private Set<ExecutableElement> methodsOf(TypeElement type) {
        Set<ExecutableElement> methods = new LinkedHashSet<>();
        type.getRecordComponents().forEach(component -> methods.add(component.getAccessor()));
        methods.addAll(ElementFilter.methodsIn(type.getEnclosedElements()));
        methods.addAll(ElementFilter.methodsIn(elements.getAllMembers(type)));
        return methods;
    }

    private boolean isGetter(ExecutableElement method, TypeElement of) {
        Set<Modifier> modifiers = method.getModifiers();
        boolean visible = modifiers.contains(Modifier.PUBLIC)
                || of.getKind().isInterface()
                || (!modifiers.contains(Modifier.PRIVATE)
                        && elements.getPackageOf(method).equals(from));
        return visible
                && method.getParameters().isEmpty()
                && method.getTypeParameters().isEmpty()
                && !modifiers.contains(Modifier.STATIC)
                && method.getReturnType().getKind() != TypeKind.VOID
                && method.getThrownTypes().stream().allMatch(this::isUnchecked)
                && !OF_OBJECT.contains(method.getSimpleName().toString());
    }

    private boolean isUnchecked(TypeMirror thrown) {
        return types.isSubtype(thrown, typeOf("java.lang.RuntimeException"))
                || types.isSubtype(thrown, typeOf("java.lang.Error"));
    }
}
