package org.beianflow.demo;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * A small name server, resolver and authority in one, over UDP and TCP on one port.
 * Answers from a function and forwards nothing.
 */
public final class DemoNames implements AutoCloseable {

	private static final int LONGEST_UDP = 1232;

	private static final int PATIENCE_MILLIS = 2_000;

	private final BiFunction<Name, Integer, List<Record>> answers;

	private final DatagramSocket udp;

	private final ServerSocket tcp;

	/**
	 * Starts answering.
	 * @param address where to listen; a loopback address
	 * @param port the port, 0 for any free one
	 * @param answers the records for a name and type; {@code null} if there is no such
	 * name
	 */
	public DemoNames(InetAddress address, int port, BiFunction<Name, Integer, List<Record>> answers) {
		this.answers = answers;
		try {
			this.tcp = new ServerSocket(port, 0, address);
			this.udp = new DatagramSocket(new InetSocketAddress(address, this.tcp.getLocalPort()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The demo's name server cannot listen on " + address + ":" + port, ex);
		}
		start("demo-names-udp", this::serveUdp);
		start("demo-names-tcp", this::serveTcp);
	}

	/** Where it listens. */
	public InetSocketAddress address() {
		return new InetSocketAddress(this.tcp.getInetAddress(), this.tcp.getLocalPort());
	}

	@Override
	public void close() {
		this.udp.close();
		try {
			this.tcp.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void start(String name, Runnable work) {
		Thread thread = new Thread(work, name);
		thread.setDaemon(true);
		thread.start();
	}

	private void serveUdp() {
		byte[] buffer = new byte[LONGEST_UDP];
		while (!this.udp.isClosed()) {
			DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
			try {
				this.udp.receive(packet);
				byte[] question = Arrays.copyOf(packet.getData(), packet.getLength());
				byte[] answer = answer(new Message(question)).toWire(LONGEST_UDP);
				this.udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
			}
			catch (SocketException ex) {
				// Closed; the loop ends.
			}
			catch (IOException | RuntimeException ex) {
				// Not a question, or none this function can answer: no answer.
			}
		}
	}

	private void serveTcp() {
		while (!this.tcp.isClosed()) {
			try (Socket socket = this.tcp.accept()) {
				socket.setSoTimeout(PATIENCE_MILLIS);
				DataInputStream in = new DataInputStream(socket.getInputStream());
				byte[] question = new byte[in.readUnsignedShort()];
				in.readFully(question);
				byte[] answer = answer(new Message(question)).toWire();
				DataOutputStream out = new DataOutputStream(socket.getOutputStream());
				out.writeShort(answer.length);
				out.write(answer);
				out.flush();
			}
			catch (IOException | RuntimeException ex) {
				// Closed, not a question, or none this function can answer.
			}
		}
	}

	private Message answer(Message question) {
		Message answer = new Message(question.getHeader().getID());
		answer.getHeader().setFlag(Flags.QR);
		answer.getHeader().setFlag(Flags.AA);
		answer.getHeader().setFlag(Flags.RA);
		if (question.getHeader().getFlag(Flags.RD)) {
			answer.getHeader().setFlag(Flags.RD);
		}
		Record asked = question.getQuestion();
		if (asked == null) {
			answer.getHeader().setRcode(Rcode.FORMERR);
			return answer;
		}
		answer.addRecord(asked, Section.QUESTION);
		List<Record> found = this.answers.apply(asked.getName(), asked.getType());
		if (found == null) {
			answer.getHeader().setRcode(Rcode.NXDOMAIN);
		}
		else {
			found.forEach((record) -> answer.addRecord(record, Section.ANSWER));
		}
		return answer;
	}

}
