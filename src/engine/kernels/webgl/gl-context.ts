import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { AppError } from '../../../core/base/errors.ts';

/** A texture of our own: RGBA32F, one layer per render target. */
export interface Planes {
  readonly texture: WebGLTexture;
  readonly width: number;
  readonly height: number;
  readonly layers: number;
  /** Every layer is a render target of it. */
  readonly framebuffer: WebGLFramebuffer;
}

/** One full-screen pass: what it reads, what it writes. */
export interface Pass {
  /**
   * GLSL after the header: functions and `main`; reads the samplers by name and writes `out0`, `out1`, … The header follows from
   * it: one text goes with one set of inputs, targets and uniforms.
   */
  readonly source: string;
  /** Samplers by name: a texture, or planes as an array texture. */
  readonly inputs: Readonly<Record<string, WebGLTexture | Planes>>;
  /** One texture, or planes of which every layer is a render target. */
  readonly target: WebGLTexture | readonly WebGLTexture[] | Planes;
  readonly width: number;
  readonly height: number;
  /** Numbers that change from call to call; everything else is baked into the source. */
  readonly uniforms?: Readonly<Record<string, number>>;
}

const VERTEX = `#version 300 es
void main() {
  gl_Position = vec4(gl_VertexID == 1 ? 3. : -1., gl_VertexID == 2 ? 3. : -1., 0, 1);
}`;

/** Idle planes beyond this are given back to the driver. */
const POOLED_BYTES = 256 * 2 ** 20;

interface Program {
  readonly program: WebGLProgram;
  /** Of the numbers. */
  readonly location: ReadonlyMap<string, WebGLUniformLocation | null>;
}

/**
 * Draws passes of our own in the backend's context, beside its own programs: several render targets, array textures and
 * `texelFetch`, which its shader compiler has not. Leaves no state that it does not set itself before each draw.
 */
export class GlContext {
  readonly gl: WebGL2RenderingContext;
  /** Render targets of one pass, 8 or 4. */
  readonly targets: number;
  readonly maxSize: number;
  private readonly programs = new Map<string, Program>();
  private readonly pool = new Map<string, Planes[]>();
  private readonly framebuffer: WebGLFramebuffer;
  private readonly vertices: WebGLVertexArrayObject;
  private pooledBytes = 0;
  private attached = 0;

  constructor(gl: WebGL2RenderingContext) {
    this.gl = gl;
    this.targets = renderTargets(gl) === 8 ? 8 : 4;
    this.maxSize = gl.getParameter(gl.MAX_TEXTURE_SIZE) as number;
    this.framebuffer = gl.createFramebuffer();
    this.vertices = gl.createVertexArray();
  }

  /** Runs one pass. */
  draw(pass: Pass): void {
    const { gl } = this;
    const { program, location } = this.programs.get(pass.source) ?? this.makeProgram(pass);
    gl.useProgram(program);
    gl.bindVertexArray(this.vertices);
    if (isPlanes(pass.target)) gl.bindFramebuffer(gl.FRAMEBUFFER, pass.target.framebuffer);
    else this.attach(pass.target);
    gl.viewport(0, 0, pass.width, pass.height);
    gl.scissor(0, 0, pass.width, pass.height);
    for (const [unit, input] of Object.values(pass.inputs).entries()) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      if (isPlanes(input)) gl.bindTexture(gl.TEXTURE_2D_ARRAY, input.texture);
      else gl.bindTexture(gl.TEXTURE_2D, input);
    }
    for (const [name, value] of Object.entries(pass.uniforms ?? {})) gl.uniform1f(location.get(name) ?? null, value);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  /** An array texture of `layers` layers for the length of one kernel; its values are whatever they were. */
  acquire(width: number, height: number, layers: number): Planes {
    const idle = this.pool.get(poolKey(width, height, layers))?.pop();
    if (idle) {
      this.pooledBytes -= bytesOf(idle);
      return idle;
    }
    const { gl } = this;
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.RGBA32F, width, height, layers);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    const framebuffer = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    const attachments = attachmentsOf(gl, layers);
    for (const [i, at] of attachments.entries()) gl.framebufferTextureLayer(gl.FRAMEBUFFER, at, texture, 0, i);
    gl.drawBuffers(attachments);
    return { texture, width, height, layers, framebuffer };
  }

  /** Gives planes back for the next kernel. */
  release(planes: Planes): void {
    if (this.pooledBytes + bytesOf(planes) > POOLED_BYTES) {
      this.gl.deleteFramebuffer(planes.framebuffer);
      this.gl.deleteTexture(planes.texture);
      return;
    }
    const key = poolKey(planes.width, planes.height, planes.layers);
    const idle = this.pool.get(key);
    if (idle) idle.push(planes);
    else this.pool.set(key, [planes]);
    this.pooledBytes += bytesOf(planes);
  }

  /** The backend's own textures are render targets of one framebuffer in turn: it may delete them at any time. */
  private attach(target: WebGLTexture | readonly WebGLTexture[]): void {
    const { gl } = this;
    const textures: readonly WebGLTexture[] = Array.isArray(target) ? target : [target];
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.framebuffer);
    for (let i = 0; i < Math.max(textures.length, this.attached); i++) {
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + i, gl.TEXTURE_2D, textures[i] ?? null, 0);
    }
    if (textures.length !== this.attached) gl.drawBuffers(attachmentsOf(gl, textures.length));
    this.attached = textures.length;
  }

  private makeProgram(pass: Pass): Program {
    const { gl } = this;
    const program = link(gl, `${header(pass)}${pass.source}`);
    gl.useProgram(program);
    // Inputs come in one order each time, so that each keeps its texture unit.
    for (const [unit, name] of Object.keys(pass.inputs).entries()) {
      gl.uniform1i(gl.getUniformLocation(program, name), unit);
    }
    const numbers = Object.keys(pass.uniforms ?? {});
    const made = { program, location: new Map(numbers.map((name) => [name, gl.getUniformLocation(program, name)])) };
    this.programs.set(pass.source, made);
    return made;
  }
}

/**
 * RGBA32F targets that one pass can write: 8, 4, or 0 where not even four. Tried out, since some GPUs bound the bytes of all
 * targets together (Apple's at 64 a pixel) while they promise eight of any kind.
 */
export function renderTargets(gl: WebGL2RenderingContext): 8 | 4 | 0 {
  if (!gl.getExtension('EXT_color_buffer_float')) return 0;
  const most = [gl.MAX_DRAW_BUFFERS, gl.MAX_COLOR_ATTACHMENTS].map((name) => gl.getParameter(name) as number);
  return ([8, 4] as const).find((count) => Math.min(...most) >= count && complete(gl, count)) ?? 0;
}

function complete(gl: WebGL2RenderingContext, count: number): boolean {
  const texture = gl.createTexture();
  const framebuffer = gl.createFramebuffer();
  gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
  gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.RGBA32F, 1, 1, count);
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  const attachments = attachmentsOf(gl, count);
  for (const [i, at] of attachments.entries()) gl.framebufferTextureLayer(gl.FRAMEBUFFER, at, texture, 0, i);
  gl.drawBuffers(attachments);
  const whole = gl.checkFramebufferStatus(gl.FRAMEBUFFER) === gl.FRAMEBUFFER_COMPLETE;
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.deleteFramebuffer(framebuffer);
  gl.deleteTexture(texture);
  return whole;
}

function attachmentsOf(gl: WebGL2RenderingContext, count: number): number[] {
  return Array.from({ length: count }, (_, i) => gl.COLOR_ATTACHMENT0 + i);
}

const contexts = new WeakMap<WebGL2RenderingContext, GlContext>();

/** Our programs and textures in the backend's context. */
export function glContext(backend: MathBackendWebGL): GlContext {
  const gl = backend.gpgpu.gl as WebGL2RenderingContext;
  const context = contexts.get(gl) ?? new GlContext(gl);
  contexts.set(gl, context);
  return context;
}

function header({ inputs, uniforms, target }: Pass): string {
  const targets = isPlanes(target) ? target.layers : Array.isArray(target) ? target.length : 1;
  const samplers = Object.entries(inputs).map(([name, input]) =>
    isPlanes(input) ? `uniform highp sampler2DArray ${name};` : `uniform highp sampler2D ${name};`,
  );
  const numbers = Object.keys(uniforms ?? {}).map((name) => `uniform float ${name};`);
  const outs = Array.from({ length: targets }, (_, i) => `layout(location = ${i}) out vec4 out${i};`);
  const lines = ['#version 300 es', 'precision highp float;', 'precision highp int;', ...samplers, ...numbers, ...outs];
  return `${lines.join('\n')}\n`;
}

function link(gl: WebGL2RenderingContext, fragment: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(type) as WebGLShader;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    const logs = (gl.getAttachedShaders(program) ?? []).map((shader) => gl.getShaderInfoLog(shader));
    throw new AppError('kernel-failed', { message: `${gl.getProgramInfoLog(program)} ${logs.join(' ')}`.trim() });
  }
  return program;
}

function isPlanes(value: Pass['target'] | WebGLTexture): value is Planes {
  return 'layers' in value;
}

function poolKey(width: number, height: number, layers: number): string {
  return `${width} ${height} ${layers}`;
}

function bytesOf({ width, height, layers }: Planes): number {
  return width * height * layers * 16;
}
