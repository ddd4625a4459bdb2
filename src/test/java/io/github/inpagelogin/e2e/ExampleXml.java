package io.github.inpagelogin.e2e;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The context files of {@code webapp-config}: settings are there as an example, commented out. */
final class ExampleXml {
    /** The comment with the settings; in it the first one, in three parts around its key and its value. */
    private static final Pattern EXAMPLE = Pattern.compile(
            "(?s)<!--\\n( {2}<(?:(?!-->).)*?)ringcentral\\.client-id(.*?)your client id(.*?\\n)(?= {2}<[A-Z]).*?-->\\n");

    private ExampleXml() {}

    /** The file with these settings in place of the example, each in the form that the example has. */
    static String fill(String xml, Map<String, String> settings) {
        Matcher example = EXAMPLE.matcher(xml);
        if (!example.find()) {
            throw new IllegalArgumentException("There is no example in\n" + xml);
        }
        String filled = settings.entrySet().stream()
                .map(setting ->
                        example.group(1) + setting.getKey() + example.group(2) + setting.getValue() + example.group(3))
                .collect(Collectors.joining());
        return xml.substring(0, example.start()) + filled + xml.substring(example.end());
    }
}
