package io.github.inpagelogin.config;

import static io.github.inpagelogin.config.Unacceptable.unless;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The setting {@code ops.addresses}: single addresses and networks in CIDR notation (RFC 4632 section 3.1, RFC 4291
 * section 2.3). None at all stands for everybody. Immutable.
 */
public record Networks(List<IPAddress> blocks) {
    /** No restriction. */
    public static final Networks EVERYBODY = new Networks(List.of());

    /** Written in full and in one way only: no ranges, no octal, no masks, no host names. */
    private static final IPAddressStringParameters STRICT = strict();

    public Networks {
        blocks = List.copyOf(blocks);
    }

    static Networks parse(String text) throws Unacceptable {
        List<IPAddress> blocks = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (String item : text.strip().split(" +", -1)) {
            block(item).ifPresentOrElse(blocks::add, () -> wrong.add("number " + (blocks.size() + wrong.size() + 1)));
        }
        unless(
                wrong.isEmpty(),
                "must be IP addresses, or networks such as 10.0.0.0/8 and 2001:db8::/32 without a bit behind the prefix,"
                        + " separated by spaces; not so: "
                        + String.join(", ", wrong));
        return new Networks(blocks);
    }

    private static Optional<IPAddress> block(String item) {
        return address(item).filter(address -> !address.isPrefixed() || address.isPrefixBlock());
    }

    private static Optional<IPAddress> address(String text) {
        try {
            return Optional.of(new IPAddressString(text, STRICT).toAddress());
        } catch (AddressStringException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether a connection from {@code remoteAddress}, as the Servlet API gives it, is from one of these; what is no
     * address is from none. An IPv4 address that comes as an IPv6 one (RFC 4291 section 2.5.5.2) is an IPv4 address.
     */
    public boolean include(String remoteAddress) {
        if (blocks.isEmpty()) {
            return true;
        }
        String withoutZone = remoteAddress.replaceFirst("%.*", "");
        List<IPAddress> forms = address(withoutZone).stream()
                .flatMap(address ->
                        address.isIPv4Convertible() ? Stream.of(address, address.toIPv4()) : Stream.of(address))
                .collect(Collectors.toList());
        return blocks.stream().anyMatch(block -> forms.stream().anyMatch(block::contains));
    }

    private static IPAddressStringParameters strict() {
        IPAddressStringParameters.Builder builder = new IPAddressStringParameters.Builder()
                .allowEmpty(false)
                .allowAll(false)
                .allowSingleSegment(false)
                .allowMask(false)
                .allowPrefixOnly(false)
                .allow_inet_aton(false)
                .allowWildcardedSeparator(false)
                .setRangeOptions(RangeParameters.NO_RANGE);
        builder.getIPv4AddressParametersBuilder().allowBinary(false).allowLeadingZeros(false);
        builder.getIPv6AddressParametersBuilder()
                .allowBase85(false)
                .allowZone(false)
                .allowBinary(false);
        return builder.toParams();
    }
}
