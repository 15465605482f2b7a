package dev.cuecard.benchmarks.render;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;

/**
 * The other engines, each through its public API, with its cache on and its escaping off. All of them write into a
 * buffer of the right size.
 */
final class Engines {

    private Engines() {}

    /** Its template was compiled by its Maven plugin. */
    static Renderer jte(Support support) {
        TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Plain);
        return () -> {
            StringOutput text = new StringOutput(HandWritten.RIGHT_SIZE);
            engine.render("support.jte", support, text);
            return text.toString();
        };
    }

    /** Its template was compiled by its annotation processor. */
    static Renderer jstachio(Support support) {
        SupportRenderer renderer = SupportRenderer.of();
        return () -> renderer.execute(support, new StringBuilder(HandWritten.RIGHT_SIZE))
                .toString();
    }

    static Renderer pebble(Support support) {
        PebbleTemplate template = new PebbleEngine.Builder()
                .autoEscaping(false)
                .newLineTrimming(false)
                .build()
                .getTemplate("templates/support.pebble");
        Map<String, Object> inputs = Templates.byName(support);
        return () -> {
            StringWriter text = new StringWriter(HandWritten.RIGHT_SIZE);
            try {
                template.evaluate(text, inputs);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return text.toString();
        };
    }

    static Renderer mustacheJava(Support support) {
        Mustache template = new Unescaped().compile(new StringReader(Templates.read("support.mustache")), "support");
        return () -> {
            StringWriter text = new StringWriter(HandWritten.RIGHT_SIZE);
            template.execute(text, support);
            return text.toString();
        };
    }

    private static final class Unescaped extends DefaultMustacheFactory {
        @Override
        public void encode(String value, Writer writer) {
            try {
                writer.write(value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
