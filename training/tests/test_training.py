import sys
import tempfile
import time
import unittest
from pathlib import Path

import cv2
import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parent.parent))

from throng_training import augment, data, evaluate, export, learner, loss, network, quantise, rounding, start, supply, synthetic, train  # noqa: E402

TINY = {**network.SMALL, 'fused': 8, 'kept': 8}
SLIM = {'first': 16, 'blocks': [[8, 1, 1], [16, 2, 3], [24, 2, 4], [24, 1, 3], [40, 2, 2], [56, 1, 3]], 'fused': 4, 'kept': 4,
        'dilations': [1, 2, 3]}
DEEP = {**TINY, 'blocks': [*TINY['blocks'], [32, 2, 2]], 'dilations': [1, 2, 3, 2]}

SETTINGS = {
    'seed': 3, 'squares': [[96, 1.0]], 'steps': 4, 'warm-up': 2, 'rate-head': 1e-3, 'rate-trunk': 1e-4, 'decay': 0.0,
    'clip': 10.0, 'frozen': 2, 'average': 0.9, 'near-full-size': 0.3, 'imitate': 0.5, 'imitate-from': 0.0,
    'networks': {'tiny': {'shape': TINY}, 'slim': {'shape': SLIM, 'rate-trunk': 1e-3, 'frozen': 0}},
    'mix': {'street': 0.7, 'synthetic': 0.2, 'empty': 0.1}, 'scale': {}, 'furniture': {'empty': 0.9, 'elsewhere': 0.5},
    'augment': {'tones': 0.5, 'grey': 0.5, 'coarse': 0.5, 'blur': 0.5, 'night': 0.5, 'noise': 0.5, 'jpeg': 0.5},
    'loss': {'blocks': [8, 16, 32, 96], 'count': 1.0},
    'run': {'pixels': 2 * 96 ** 2, 'pixels-gpu': 8 * 96 ** 2, 'search': False,
            'threads': 1, 'threads-when-idle': 1, 'checkpoint-minutes': 60, 'validate-minutes': 60, 'log-steps': 2},
}


def folder_of_streets(root, pictures=6):
    (root / 'images').mkdir(parents=True)
    (root / 'heads').mkdir()
    for number in range(1, pictures + 1):
        random = np.random.default_rng(number)
        picture, heads = synthetic.test_scene(random, 5, 160, 120)
        cv2.imwrite(str(root / 'images' / f'IMG_{number}.jpg'), picture[:, :, ::-1])
        lines = ['x,y'] + [f'{x:.2f},{y:.2f}' for x, y in heads]
        (root / 'heads' / f'IMG_{number}.csv').write_text('\n'.join(lines) + '\n')
    return root


class SyntheticTest(unittest.TestCase):
    def test_a_scene_holds_as_many_heads_as_asked_for(self):
        picture, heads = synthetic.test_scene(np.random.default_rng(1), 17, 320, 240)
        self.assertEqual((240, 320, 3), picture.shape)
        self.assertEqual(17, len(heads))
        self.assertTrue((heads >= 0).all() and (heads < (320, 240)).all())

    def test_the_same_seed_draws_the_same_scene(self):
        one, _ = synthetic.varied_scene(np.random.default_rng(9), 96)
        other, _ = synthetic.varied_scene(np.random.default_rng(9), 96)
        self.assertTrue((one == other).all())


class DataTest(unittest.TestCase):
    def test_every_fifth_picture_is_held_out(self):
        self.assertTrue(data.held_out('IMG_5'))
        self.assertTrue(data.held_out('IMG_290'))
        self.assertFalse(data.held_out('IMG_51'))
        self.assertFalse(data.held_out('street'))

    def test_heads_are_shared_out_without_loss(self):
        heads = np.random.default_rng(1).uniform(0, 95.99, (200, 2)).astype(np.float32)
        self.assertAlmostEqual(200, float(data.splat(heads, 96).sum()), places=3)
        self.assertEqual(0, data.splat(np.zeros((0, 2), np.float32), 96).sum())
        middle = data.splat(np.array([[12, 20]], np.float32), 96)
        self.assertEqual(1, middle[2, 1])

    def test_a_cut_keeps_the_heads_on_their_places(self):
        picture = np.zeros((400, 600, 3), np.uint8)
        heads = np.random.default_rng(2).uniform(30, 370, (40, 2)).astype(np.float32)
        for x, y in heads:
            cv2.circle(picture, (int(x), int(y)), 5, (255, 255, 255), -1)
        photograph = data.Photograph('a', picture, heads).prepared()
        random = np.random.default_rng(3)
        for scale in (0.3, 0.5, 0.8, 1.3):
            crop, found = data.cut(random, photograph, scale, 96)
            self.assertEqual((96, 96, 3), crop.shape)
            for x, y in found:
                self.assertGreater(int(crop[min(int(y), 95), min(int(x), 95)].max()), 40)

    def test_a_batch_depends_on_its_number_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            street = folder_of_streets(Path(folder) / 'street')
            parts = {'street': data.read_part(street, False)}
        first = data.Mixer(parts, SETTINGS, 1, 2 * 96 ** 2)
        first.batch(0)
        again = data.Mixer(parts, SETTINGS, 1, 2 * 96 ** 2)
        for one, other in zip(first.batch(7), again.batch(7)):
            self.assertTrue((one == other).all())

    def test_a_picture_without_heads_file_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            street = folder_of_streets(Path(folder) / 'street')
            (street / 'heads' / 'IMG_2.csv').unlink()
            with self.assertRaisesRegex(ValueError, 'IMG_2'):
                data.read_part(street, False)


class AugmentTest(unittest.TestCase):
    def test_every_change_keeps_size_and_type(self):
        picture, _ = synthetic.varied_scene(np.random.default_rng(1), 96)
        random = np.random.default_rng(2)
        for _ in range(20):
            changed = augment.change(random, picture, SETTINGS['augment'])
            self.assertEqual((picture.shape, picture.dtype), (changed.shape, changed.dtype))
            self.assertEqual(picture.shape, augment.texture(random, 96).shape)


class NetworkTest(unittest.TestCase):
    def test_clip_is_clamp_and_what_is_held_at_either_end_has_no_gradient(self):
        for kind in (torch.float32, torch.bfloat16):
            x = torch.linspace(-3, 9, 50).to(kind).requires_grad_()
            y = network.clip(x * 1)
            y.sum().backward()
            self.assertTrue(torch.equal(y, x.clamp(0, 6)))
            self.assertTrue(torch.equal(x.grad, ((x > 0) & (x < 6)).to(kind)))

    def test_the_density_has_a_value_for_every_8_pixels(self):
        self.assertEqual((2, 1, 8, 12), tuple(network.Crowd(**TINY)(torch.zeros(2, 3, 64, 96)).shape))

    def test_the_default_is_small(self):
        self.assertLess(network.parameters(network.Crowd(**network.SMALL)), 1_000_000)

    def test_frozen_layers_get_no_gradient(self):
        crowd = network.Crowd(**TINY)
        crowd.freeze(2)
        crowd(torch.rand(1, 3, 64, 64) * 255).sum().backward()
        self.assertIsNone(crowd.first.weight.grad)
        self.assertIsNone(crowd.blocks[0].depth.weight.grad)
        self.assertIsNotNone(crowd.blocks[1].depth.weight.grad)


class LossTest(unittest.TestCase):
    def test_it_is_least_at_the_truth(self):
        grid = torch.from_numpy(data.splat(np.random.default_rng(1).uniform(0, 96, (30, 2)).astype(np.float32), 96))[None, None]
        at_truth, error = loss.crowd_loss(grid, grid, SETTINGS['loss'])
        self.assertLess(float(at_truth), 0.05)
        self.assertLess(float(error), 1e-3)
        for factor in (0.7, 1.4):
            self.assertGreater(float(loss.crowd_loss(grid * factor, grid, SETTINGS['loss'])[0]), float(at_truth) + 0.1)

    def test_crops_that_look_alike_are_counted_at_their_mean(self):
        truth = torch.ones(2, 1, 12, 12) * torch.tensor([20.0, 60.0]).view(2, 1, 1, 1) / 144
        count = torch.tensor(40.0, requires_grad=True)
        density = torch.ones(2, 1, 12, 12) * count / 144
        loss.crowd_loss(density, truth, {**SETTINGS['loss'], 'count': 0})[0].backward()
        self.assertAlmostEqual(float(count.grad), 0, places=3)

    def test_an_empty_crop_has_a_finite_loss(self):
        none = torch.zeros(1, 1, 12, 12)
        self.assertTrue(torch.isfinite(loss.crowd_loss(none, none, SETTINGS['loss'])[0]))


class EvaluateTest(unittest.TestCase):
    def test_pictures_are_brought_to_multiples_of_32(self):
        self.assertEqual((480, 640, 3), evaluate.fit(np.zeros((481, 630, 3), np.uint8)).shape)
        self.assertEqual((768, 576, 3), evaluate.fit(np.zeros((768, 576, 3), np.uint8)).shape)
        self.assertLessEqual(max(evaluate.fit(np.zeros((3000, 2000, 3), np.uint8)).shape), 2048)

    def test_figures(self):
        error = evaluate.figures([10, 20], [12, 16])
        self.assertEqual((3.0, 1.0), (error['mae'], error['bias']))


class QuantiseTest(unittest.TestCase):
    def test_rounded_weights_are_near_and_small_enough_for_sums_of_16_bits(self):
        weight = np.random.default_rng(1).normal(size=(4, 8, 3, 3)).astype(np.float32)
        whole, step = rounding.whole_weights(weight, np.eye(72))
        self.assertLess(np.abs(whole * step.reshape(-1, 1, 1, 1) - weight).mean(), 0.02)
        self.assertLess(2 * 255 * int(np.abs(whole).max()), 2 ** 15)

    def test_what_one_weight_misses_the_others_make_up_for(self):
        random = np.random.default_rng(1)
        weight = random.normal(size=(16, 20, 1, 1)).astype(np.float32)
        met = random.normal(size=(5000, 1)) + 0.2 * random.normal(size=(5000, 20))
        whole, step = rounding.whole_weights(weight, met.T @ met / 5000)
        rows, plain = weight.reshape(16, 20), np.clip(np.round(weight.reshape(16, 20) / step[:, None]), -64, 64)

        def miss(of):
            return (((of * step[:, None] - rows) @ met.T) ** 2).mean()

        self.assertLess(miss(whole.reshape(16, 20)), 0.5 * miss(plain))

    def test_filters_of_one_channel_that_meets_the_same_value_everywhere_keep_their_sums(self):
        weight = np.random.default_rng(1).normal(size=(64, 1, 3, 3)).astype(np.float32)
        whole, step = rounding.whole_weights(weight, np.ones((64, 9, 9)))
        miss = whole.sum((1, 2, 3)) - weight.sum((1, 2, 3)) / step
        self.assertLess(np.abs(miss).max(), 0.51)

    def test_the_int8_form_is_a_valid_graph_and_counts_as_the_float_form(self):
        with tempfile.TemporaryDirectory() as folder:
            weights = {key: value + 0.01 * torch.rand_like(value) for key, value in network.Crowd(**TINY).state_dict().items()}
            export.export(weights, TINY, Path(folder) / 'plain')
            pictures = [synthetic.test_scene(np.random.default_rng(1), 5, 128, 96)[0]]
            rounded = quantise.quantise(Path(folder) / 'plain' / 'model.onnx', Path(folder) / 'int8.onnx', pictures)
            self.assertTrue((Path(folder) / 'int8.onnx').is_file())
            exact = evaluate.torch_counter(export.load(Path(folder) / 'plain' / 'model.onnx'))(pictures[0])
            self.assertAlmostEqual(1, evaluate.torch_counter(rounded)(pictures[0]) / exact, places=3)


class StartTest(unittest.TestCase):
    def test_the_same_shape_takes_over_everything(self):
        one, other = network.Crowd(**TINY), network.Crowd(**TINY)
        self.assertTrue(start.inherit(one, other))
        for key, value in one.state_dict().items():
            self.assertTrue(torch.equal(value, other.state_dict()[key]), key)

    def test_a_deeper_network_takes_over_what_has_the_same_form(self):
        one, other = network.Crowd(**DEEP), network.Crowd(**TINY)
        self.assertFalse(start.inherit(one, other))
        self.assertTrue(torch.equal(one.blocks[12].depth.weight, other.blocks[12].depth.weight))
        self.assertEqual((1, 1, 8, 12), tuple(one(torch.zeros(1, 3, 64, 96)).shape))

    def test_a_slim_network_takes_over_the_strongest_channels(self):
        one, other = network.Crowd(**SLIM), network.Crowd(**network.SMALL)
        other.first.weight.data[7] *= 100
        self.assertFalse(start.inherit(one, other))
        self.assertTrue(any(torch.equal(row, other.first.weight[7]) for row in one.first.weight))
        wide = one.blocks[3].depth.weight
        theirs = other.blocks[4].depth.weight
        self.assertTrue(all(any(torch.equal(row, known) for known in theirs) for row in wide))
        self.assertEqual((1, 1, 8, 12), tuple(one(torch.zeros(1, 3, 64, 96)).shape))


class SupplyTest(unittest.TestCase):
    def test_batches_come_in_order_and_are_those_of_their_numbers(self):
        with tempfile.TemporaryDirectory() as folder:
            parts = {'street': data.read_part(folder_of_streets(Path(folder) / 'street'), False)}
        mixer = data.Mixer(parts, SETTINGS, 1, 2 * 96 ** 2)
        source = supply.Supply(mixer, 5, 3)
        try:
            for number in range(5, 14):
                x, grid = source.next(torch.device('cpu'))
                crops, grids = mixer.batch(number)
                self.assertTrue(np.array_equal(crops.transpose(0, 3, 1, 2), x.numpy()))
                self.assertTrue(np.array_equal(grids[:, None], grid.numpy()))
        finally:
            source.close()

    def test_a_batch_that_cannot_be_made_is_told(self):
        class Broken:
            squares = [(96, 1, 1.0)]

            def batch(self, number):
                raise ValueError('no photographs')

        source = supply.Supply(Broken(), 0, 1)
        try:
            with self.assertRaisesRegex(RuntimeError, 'no photographs'):
                source.next(torch.device('cpu'))
        finally:
            source.close()


class LearnerTest(unittest.TestCase):
    def setUp(self):
        self.learner = learner.Learner('tiny', SETTINGS, torch.device('cpu'))
        self.x, self.grid = torch.rand(1, 3, 96, 96) * 255, torch.zeros(1, 1, 12, 12)

    def test_a_step_without_a_finite_gradient_is_not_taken(self):
        before = self.learner.network.last.weight.clone()
        self.learner.learn(self.x, self.grid * float('nan'), 1.0)
        self.learner.settle(self.learner.pending.tolist(), 1)
        self.assertTrue(torch.equal(before, self.learner.network.last.weight))

    def test_after_many_such_steps_it_goes_back_to_where_it_was_well(self):
        self.learner.network.last.weight.data.fill_(float('nan'))
        for step in range(learner.PATIENCE):
            self.learner.learn(self.x, self.grid, 1.0)
            self.learner.settle(self.learner.pending.tolist(), step)
        self.assertTrue(torch.isfinite(self.learner.network.last.weight).all())

    def test_gradients_that_grow_out_of_all_bounds_send_it_back_at_half_the_rate(self):
        self.learner.learn(self.x, self.grid, 0.0)
        for step in range(2 * learner.WELL):
            self.learner.settle([1.0, 1.0, 100.0], step)
        well, peak = self.learner.network.last.weight.clone(), self.learner.peak
        with torch.no_grad():
            self.learner.network.last.weight += 1
        for step in range(2 * learner.WELL, 4 * learner.WELL):
            self.learner.settle([1.0, 1.0, 100.0 * 1.05 ** (step - 2 * learner.WELL)], step)
            if self.learner.returns:
                break
        self.assertEqual(1, self.learner.returns)
        self.assertEqual(peak / 2, self.learner.peak)
        self.assertTrue(torch.allclose(well, self.learner.network.last.weight))


class TrainTest(unittest.TestCase):
    def test_from_a_folder_to_a_model_and_on_from_it(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            street = folder_of_streets(folder / 'street')
            weights = train.train([street], folder / 'run', dict(SETTINGS), ['tiny'], device='cpu')['tiny']
            self.assertTrue((folder / 'run' / 'checkpoint.pt').is_file())
            self.assertTrue((folder / 'run' / 'curve.png').is_file())
            export.export(weights, TINY, folder / 'mine')
            again = export.load(folder / 'mine' / 'model.onnx')
            for key, value in again.state_dict().items():
                self.assertTrue(torch.allclose(value, weights[key]), key)
            longer = {**SETTINGS, 'steps': 6}
            train.train([street], folder / 'run', longer, ['tiny'], device='cpu')  # goes on from step 4
            self.assertEqual(6, torch.load(folder / 'run' / 'checkpoint.pt')['step'])
            golden = (folder / 'mine' / 'golden' / 'street.txt').read_text().split('\n')
            self.assertEqual('12 16', golden[0])
            train.train([street], folder / 'next', dict(SETTINGS), ['tiny'], other=again, device='cpu')

    def test_several_networks_learn_side_by_side_and_one_that_fails_leaves_the_others(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            street = folder_of_streets(folder / 'street')
            run = train.Run([street], folder / 'run', dict(SETTINGS), ['tiny', 'slim'], device='cpu')
            broken, good = run.learners
            before = good.network.last.weight.clone()

            def learn(*_):
                raise RuntimeError('out of memory')

            broken.learn = learn
            self.assertTrue(run.go())
            self.assertEqual('out of memory', broken.failure)
            self.assertFalse(torch.equal(before, good.network.last.weight))

    def test_a_teacher_that_learns_nothing_teaches_all(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            street = folder_of_streets(folder / 'street')
            teacher = network.Crowd(**DEEP)
            known = {key: value.clone() for key, value in teacher.state_dict().items()}
            run = train.Run([street], folder / 'run', dict(SETTINGS), ['tiny', 'slim'], device='cpu', teacher=teacher)
            shown, taught = [], []

            def listening(learner, learn):
                def told(x, grid, rate, density=None):
                    shown.append(x)
                    taught.append(density)
                    return learn(x, grid, rate, density)
                return told

            for learner in run.learners:
                learner.learn = listening(learner, learner.learn)
            self.assertTrue(run.go())
            # The first step of all is before its part of the run.
            self.assertEqual([True, True, False, False], [density is None for density in taught[:4]])
            with torch.no_grad():
                self.assertTrue(torch.allclose(teacher(shown[-1]), taught[-1], rtol=0.05, atol=1e-3))
            self.assertTrue(all(torch.equal(value, known[key]) for key, value in teacher.state_dict().items()))

    def test_a_run_ends_by_the_clock(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            street = folder_of_streets(folder / 'street')
            settings = {**SETTINGS, 'steps': 10 ** 9}
            self.assertEqual({'tiny', 'slim'}, set(train.train([street], folder / 'run', settings, ['tiny', 'slim'], device='cpu',
                                                               until=time.time() + 2)))


if __name__ == '__main__':
    unittest.main()
