package dev.cuecard.http;

import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Says in plain words why a server is not believed to be who it should be; Java's own words hardly tell. */
final class TlsWords {

    private TlsWords() {}

    static String of(SSLException failure, String host, String said) {
        if (failure instanceof SSLPeerUnverifiedException) {
            return "the server's certificate is not one for " + host + " (" + firstLine(said) + ")";
        }
        if (stands(CertificateExpiredException.class, failure)) {
            return "the server's certificate has expired (" + said + ")";
        }
        if (stands(CertificateNotYetValidException.class, failure)) {
            return "the server's certificate is not valid yet (" + said + ")";
        }
        if (stands(CertificateException.class, failure)) {
            return "the server's certificate is signed by nobody whom this JVM trusts (" + said
                    + "). Whom else to trust is for an OkHttpClient to know: PromptClient.builder().httpClient(…)";
        }
        return said;
    }

    private static boolean stands(Class<? extends Throwable> type, Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    /** The lines after it show the certificate. */
    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        return line.endsWith(":") ? line.substring(0, line.length() - 1) : line;
    }
}
