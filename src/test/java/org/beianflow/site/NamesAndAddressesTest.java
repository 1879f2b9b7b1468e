package org.beianflow.site;

import java.util.List;

import com.google.common.net.InetAddresses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Domain names and server addresses as people write them (domain.md §6.4, §6.7). */
class NamesAndAddressesTest {

	@ParameterizedTest
	@CsvSource({ "Example.COM, example.com, example.com", "example.com., example.com, example.com",
			"ｅｘａｍｐｌｅ．ｃｎ, example.cn, example.cn", "例子。中国, 例子.中国, xn--fsqu00a.xn--fiqs8s",
			"xn--fsqu00a.xn--fiqs8s, 例子.中国, xn--fsqu00a.xn--fiqs8s", "a-b.com.cn, a-b.com.cn, a-b.com.cn" })
	void domainsHaveTwoForms(String text, String unicode, String ascii) {
		assertThat(DomainName.parse(text)).isEqualTo(new DomainName(unicode, ascii));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "cn", "a..cn", ".cn", "-a.cn", "a-.cn", "a_b.cn", "a b.cn", "http://a.cn", "a.cn/x",
			"203.0.113.10", "раураl.com", "ab--cd.cn", "xn--a.cn", "xn--zzzzzz99999.cn", "straße.cn",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.cn", "a.cn..", "a\u200D.cn" })
	void otherTextsAreNoDomains(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> DomainName.parse(text));
		assertThat(DomainName.tryParse(text)).isEmpty();
	}

	@Test
	void aDomainIsLimitedAsAWhole() {
		String label = "a".repeat(63) + ".";
		assertThat(DomainName.tryParse(label.repeat(3) + "a".repeat(58) + ".cn")).isPresent();
		assertThat(DomainName.tryParse(label.repeat(3) + "a".repeat(59) + ".cn")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "example.cn, example.cn", "www.example.cn, example.cn", "a.b.example.com.cn, example.com.cn",
			"www.例子.中国, 例子.中国", "a.github.io, github.io" })
	void whatIsRegistered(String text, String registrable) {
		assertThat(DomainName.parse(text).registrable()).contains(DomainName.parse(registrable));
		assertThat(DomainName.parse(text).isRegistrable()).isEqualTo(text.equals(registrable));
	}

	@Test
	void suffixesBelongToNobody() {
		assertThat(List.of("com.cn", "gov.cn", "ac.cn")).map(DomainName::parse)
			.allMatch(DomainName::isSuffix)
			.noneMatch(DomainName::isRegistrable);
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.10, 203.0.113.10", " 203.0.113.10 , 203.0.113.10",
			"203.0.113.10-203.0.113.20, 203.0.113.10-203.0.113.20", "203.0.113.0/24, 203.0.113.0-203.0.113.255",
			"2001:DB8::1, 2001:db8::1", "2001:db8::/126, 2001:db8::-2001:db8::3", "1.2.3.4/32, 1.2.3.4" })
	void addresses(String text, String shown) {
		assertThat(ServerAddress.parse(text)).hasToString(shown);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost", "example.cn", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "0x7f.1",
			"2130706433", "1.2.3.4-1.2.3.3", "1.2.3.4-2001:db8::1", "1.2.3.4/33", "1.2.3.4/24", "1.2.3.4/",
			"1.2.3.4/-1", "::ffff:10.0.0.1", "::ffff:a00:1", "fe80::1%eth0", "[2001:db8::1]", "1.2.3.4:80" })
	void otherTextsAreNoAddresses(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ServerAddress.parse(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.1.2.3", "172.31.0.1", "192.168.1.1", "127.0.0.1", "169.254.169.254", "100.64.0.1",
			"0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.51.100.1", "203.0.113.1",
			"198.18.0.1", "::1", "::", "::10.0.0.1", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1",
			"2002:a00:1::1", "64:ff9b::a00:1", "9.255.255.255-10.0.0.0", "192.0.0.0/2", "1000::-3000::" })
	void reservedAddresses(String text) {
		assertThat(ServerAddress.parse(text).isReserved()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "101.200.10.8", "1.1.1.1", "9.255.255.255", "11.0.0.0", "172.32.0.1", "223.255.255.255",
			"2408:4000::1", "2400:3200::1", "101.200.0.0/15" })
	void publicAddresses(String text) {
		assertThat(ServerAddress.parse(text).isReserved()).isFalse();
	}

	@Test
	void rangesContainAndOverlap() {
		ServerAddress block = ServerAddress.parse("101.200.0.0/24");
		assertThat(block.contains(InetAddresses.forString("101.200.0.255"))).isTrue();
		assertThat(block.contains(InetAddresses.forString("101.200.1.0"))).isFalse();
		assertThat(block.contains(InetAddresses.forString("2408:4000::1"))).isFalse();
		assertThat(block.contains(ServerAddress.parse("101.200.0.7-101.200.0.9"))).isTrue();
		assertThat(block.overlaps(ServerAddress.parse("101.199.0.0-101.200.0.0"))).isTrue();
		assertThat(block.overlaps(ServerAddress.parse("101.200.1.0/24"))).isFalse();
	}

}
