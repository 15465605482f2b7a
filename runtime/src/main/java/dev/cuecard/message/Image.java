package dev.cuecard.message;

import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * An image in a message, by address or by its bytes. Immutable.
 */
public final class Image implements Part {

    private final String mediaType;
    private final String url;
    private final byte[] data;

    private Image(String mediaType, String url, byte[] data) {
        this.mediaType = mediaType;
        this.url = url;
        this.data = data;
    }

    /**
     * Names an image by its address. The provider fetches it, not Cuecard.
     *
     * @param url an {@code https:} or {@code data:} address
     * @return the image
     */
    public static Image url(String url) {
        if (Objects.requireNonNull(url, "url").isBlank()) {
            throw new IllegalArgumentException("Image.url: the address is blank");
        }
        return new Image("", url, new byte[0]);
    }

    /**
     * Makes an image of its bytes.
     *
     * @param mediaType {@code image/png}, {@code image/jpeg}, {@code image/gif}, {@code image/webp} or another that the
     *     provider takes
     * @param data the file's bytes; copied
     * @return the image
     */
    public static Image bytes(String mediaType, byte[] data) {
        Objects.requireNonNull(data, "data");
        if (!Objects.requireNonNull(mediaType, "mediaType").startsWith("image/")) {
            throw new IllegalArgumentException(
                    "Image.bytes: the media type is '" + mediaType + "'; it has the form image/png");
        }
        return new Image(mediaType, "", data.clone());
    }

    /**
     * Returns the address, where the image was named by one.
     *
     * @return the address, or empty for an image of bytes
     */
    public Optional<String> url() {
        return url.isEmpty() ? Optional.empty() : Optional.of(url);
    }

    /**
     * Returns the media type.
     *
     * @return the type, or empty for an image named by its address
     */
    public String mediaType() {
        return mediaType;
    }

    /**
     * Returns the bytes in base64, as every provider's JSON carries them.
     *
     * @return the text, or empty for an image named by its address
     */
    public String base64() {
        return Base64.getEncoder().encodeToString(data);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Image image
                && mediaType.equals(image.mediaType)
                && url.equals(image.url)
                && Arrays.equals(data, image.data);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hash(mediaType, url) + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return url.isEmpty() ? "Image[" + mediaType + ", " + data.length + " bytes]" : "Image[" + url + "]";
    }
}
