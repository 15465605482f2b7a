package dev.cuecard.http;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.util.Optional;

/** The version that the compiler wrote into this module's descriptor. On the class path the descriptor is a mere file. */
final class ProductVersion {

    private ProductVersion() {}

    /** Gives {@code cuecard/0.1.0}, or the bare name where a repackaged jar lost the descriptor. */
    static String userAgent() {
        return read().flatMap(ModuleDescriptor::rawVersion)
                .map(version -> "cuecard/" + version)
                .orElse("cuecard");
    }

    private static Optional<ModuleDescriptor> read() {
        Module module = ProductVersion.class.getModule();
        if (module.isNamed()) {
            return Optional.of(module.getDescriptor());
        }
        URL self = ProductVersion.class.getResource("ProductVersion.class");
        if (self == null) {
            return Optional.empty();
        }
        // Looked for beside this very class: other modules on the class path have a file of that name too.
        try (InputStream file = new URL(self, "../../../module-info.class").openStream()) {
            ModuleDescriptor descriptor = ModuleDescriptor.read(file);
            return descriptor.name().equals("dev.cuecard") ? Optional.of(descriptor) : Optional.empty();
        } catch (IOException e) {
            // A jar without descriptor works as well; only the version in a header is missing.
            return Optional.empty();
        }
    }
}
