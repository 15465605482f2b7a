package dev.cuecard.processor.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.kit.CompiledPrompt;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.TestedCompiler;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.CharBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The types that have a text, and what it is: the same in every locale. */
class SanctionedTypesTest {

    @OnEveryCompiler
    void texts_and_truth_values(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(
                compiler,
                "{a} {b} {c} {d} {e} {f}",
                "CharSequence a();\njava.nio.CharBuffer b();\nboolean c();\nBoolean d();\nchar e();\nCharacter f();");

        assertThat(prompt.text("s", CharBuffer.wrap("sb"), true, false, 'x', '{'))
                .isEqualTo("s sb true false x {");
    }

    @OnEveryCompiler
    void whole_numbers_are_decimal(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(
                compiler,
                "{a} {b} {c} {d} {e} {f} {g} {h} {i}",
                "byte a();\nshort b();\nint c();\nlong d();\nByte e();\nShort f();\nInteger g();\nLong "
                        + "h();\nBigInteger i();");
        BigInteger big = new BigInteger("-123456789012345678901234567890");

        assertThat(prompt.text(
                        (byte) -1, (short) 2, Integer.MIN_VALUE, Long.MAX_VALUE, (byte) 5, (short) 6, 7, 8L, big))
                .isEqualTo("-1 2 -2147483648 9223372036854775807 5 6 7 8 -123456789012345678901234567890");
    }

    @OnEveryCompiler
    void fractions_show_no_needless_zero(TestedCompiler compiler) {
        CompiledPrompt prompt =
                CompiledPrompt.of(compiler, "{a} {b} {c} {d}", "double a();\nfloat b();\nDouble c();\nFloat d();");

        assertThat(prompt.text(2.0, 3f, 0.1, 0.1f)).isEqualTo("2 3 0.1 0.1");
        assertThat(prompt.text(-7.0, -0.5f, 1e6, 1234.5f)).isEqualTo("-7 -0.5 1000000 1234.5");
        assertThat(prompt.text(Double.NaN, Float.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Float.NaN))
                .isEqualTo("NaN Infinity -Infinity NaN");
        assertThat(prompt.text(Double.MIN_VALUE, Float.MIN_VALUE, 1.5e-300, 1e-5f))
                .isEqualTo("4.9E-324 1.4E-45 1.5E-300 1.0E-5");
    }

    @OnEveryCompiler
    void decimals_are_plain_and_keep_their_scale(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "{a} {b}", "BigDecimal a();\nBigDecimal b();");

        assertThat(prompt.text(new BigDecimal("1E+3"), new BigDecimal("10.50"))).isEqualTo("1000 10.50");
    }

    @OnEveryCompiler
    void numbers_and_dates_ignore_the_locale(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "{a} {b} {c}", "double a();\nint b();\nLocalDate c();");
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

            assertThat(prompt.text(1234.5, -1234567, LocalDate.of(2026, 1, 2))).isEqualTo("1234.5 -1234567 2026-01-02");
        } finally {
            Locale.setDefault(before);
        }
    }

    @OnEveryCompiler
    void times_are_iso(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(
                compiler,
                "{a} {b} {c} {d} {e} {f} {g}",
                "Instant a();\nLocalDate b();\nLocalTime c();\nLocalDateTime d();\nDuration e();\nZoneId "
                        + "f();\nDayOfWeek g();");
        LocalDateTime when = LocalDateTime.of(2026, 1, 2, 3, 4, 5);

        assertThat(prompt.text(
                        Instant.EPOCH,
                        when.toLocalDate(),
                        LocalTime.NOON,
                        when,
                        Duration.ofMinutes(90),
                        ZoneId.of("Europe/Paris"),
                        when.getDayOfWeek()))
                .isEqualTo("1970-01-01T00:00:00Z 2026-01-02 12:00 2026-01-02T03:04:05 PT1H30M Europe/Paris FRIDAY");
    }

    @OnEveryCompiler
    void names_of_things_are_their_string(TestedCompiler compiler) throws Exception {
        CompiledPrompt prompt = CompiledPrompt.of(
                compiler, "{a} {b} {c} {d} {e}", "UUID a();\nURI b();\nURL c();\nLocale d();\nCurrency e();");
        UUID id = new UUID(1, 2);

        assertThat(prompt.text(
                        id,
                        URI.create("https://a.example/b"),
                        new URL("https://c.example/"),
                        Locale.CANADA_FRENCH,
                        Currency.getInstance("EUR")))
                .isEqualTo("00000000-0000-0001-0000-000000000002 https://a.example/b https://c.example/ fr_CA EUR");
    }

    @OnEveryCompiler
    void an_enum_constant_says_itself(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "{plain} {fancy} {level:list}", """
                Plain plain();
                Fancy fancy();
                List<Plain> level();

                enum Plain { LOW, HIGH }

                enum Fancy {
                    LOW;

                    @Override
                    public String toString() {
                        return "quite low";
                    }
                }
                """);
        Class<?> plain = prompt.classes().type("demo.Sample$Plain");
        Class<?> fancy = prompt.classes().type("demo.Sample$Fancy");
        Object high = plain.getEnumConstants()[1];

        assertThat(prompt.text(high, fancy.getEnumConstants()[0], List.of(high, high)))
                .isEqualTo("HIGH quite low HIGH\nHIGH");
    }

    @OnEveryCompiler
    void a_class_with_a_string_of_its_own_or_inherited_is_inserted(TestedCompiler compiler) {
        CompiledPrompt prompt = CompiledPrompt.of(compiler, "{own} {inherited}", """
                Own own();
                Heir inherited();

                class Own {
                    @Override
                    public String toString() {
                        return "own";
                    }
                }

                class Heir extends Own {}
                """);

        Object own = prompt.classes().create("demo.Sample$Own");
        Object heir = prompt.classes().create("demo.Sample$Heir");
        assertThat(prompt.text(own, heir)).isEqualTo("own own");
    }
}
