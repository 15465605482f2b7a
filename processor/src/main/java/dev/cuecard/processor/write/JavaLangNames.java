package dev.cuecard.processor.write;

import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Which names {@code java.lang} has. Kept for a whole compilation: each name of a package is asked for once, however many
 * prompts there are in it.
 */
public final class JavaLangNames {

    private final Map<String, Boolean> known = new HashMap<>();

    /** Makes names that are asked for as they come up. */
    public JavaLangNames() {}

    /** Returns whether a class of the package has a name that {@code java.lang} has too. */
    boolean isHiddenIn(PackageElement of, Elements elements) {
        @Nullable ModuleElement base = elements.getModuleElement("java.base");
        for (Element member : of.getEnclosedElements()) {
            String name = member.getSimpleName().toString();
            if (known.computeIfAbsent(name, any -> has(name, base, elements))) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(String name, @Nullable ModuleElement base, Elements elements) {
        String qualified = "java.lang." + name;
        // A compiler that knows no modules has none of this name.
        return (base == null ? elements.getTypeElement(qualified) : elements.getTypeElement(base, qualified)) != null;
    }
}
